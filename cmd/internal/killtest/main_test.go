package killtest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"testing"
	"time"

	"floorwalker/cmd/internal/spawn"
)

// These tell the test binary where it works as a hub or a desk.
const (
	dirVariable   = "FLOORWALKER_KILL_DIR"
	addrVariable  = "FLOORWALKER_KILL_ADDR"
	tokenVariable = "FLOORWALKER_KILL_TOKEN"
	nameVariable  = "FLOORWALKER_KILL_NAME"
	bornVariable  = "FLOORWALKER_KILL_GENERATION"
	// quietVariable is "true" for a desk whose agent waits to be told to work.
	quietVariable = "FLOORWALKER_KILL_QUIET"
)

// The words between the test and its processes, one a line.
const (
	wordReady  = "ready"  // → the process works
	wordHash   = "hash"   // ← and → "hash H": the floor's digest
	wordPause  = "pause"  // ← the desk writes nothing more
	wordPaused = "paused" // → what was under way has ended
	wordWork   = "work"   // ← it writes again
	wordSent   = "sent"   // → "sent K T": the text T of kind K was given to the desk
	wordStored = "stored" // → "stored K T": the desk shows it as done, or saved

	wordShelves = "shelves" // ← and → "shelves D": what waits and what stands there
	wordPrivate = "private" // ← and → "private D": a digest of the whispers
)

func TestMain(m *testing.M) {
	spawn.Main(m, map[string]func(context.Context) error{"hub": runHub, "desk": runDesk})
}

// obey answers what the test asks over stdin until it closes.
func obey(answers map[string]func() string) {
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		if f := answers[in.Text()]; f != nil {
			if a := f(); a != "" {
				say(a)
			}
		}
	}
}

// say writes one line in one piece, so that a kill leaves it whole or not.
func say(words ...any) { _, _ = io.WriteString(os.Stdout, fmt.Sprintln(words...)) } // the test has gone

// until polls what other goroutines do; the bound is for what never happens.
func until(bound time.Duration, ok func() bool) bool {
	for end := time.Now().Add(bound); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		if ok() {
			return true
		}
	}
	return ok()
}

var errNever = errors.New("it did not happen")
