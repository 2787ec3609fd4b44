package log

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The test binary runs itself with one of these variables to be the process
// that gets killed, or the one whose disk gets full; the value is the data
// folder.
const (
	victimDir = "FLOORWALKER_LOG_VICTIM"
	smallDisk = "FLOORWALKER_LOG_SMALL_DISK"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(victimDir); dir != "" {
		if err := victim(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	if place := os.Getenv(smallDisk); place != "" {
		if err := onSmallDisk(place); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// checkpointWords makes a victim's checkpoint some megabytes, so that many die
// while they write one.
const checkpointWords = 1_000_000

// victim appends numbered records for ever, in batches of many sizes, and
// says on stdout how many were acknowledged. A record is "number size index".
func victim(dir string) error {
	ctx := context.Background()
	l, err := Open(ctx, Config{Dir: dir})
	if err != nil {
		return err
	}
	next := int(l.Last()) // #nosec G115 -- small
	for round := 0; ; round++ {
		size := 1 + rand.IntN(8)
		if round%7 == 0 {
			size = 1 + rand.IntN(400)
		}
		recs := make([]Record, size)
		for i := range recs {
			recs[i] = Record{Subject: ChatMessages("c"), Data: fmt.Appendf(nil, "%d %d %d %s", next+i, size, i, strings.Repeat("x", rand.IntN(1700)))}
		}
		if _, err := l.Append(ctx, recs); err != nil {
			return err
		}
		next += size
		fmt.Println(next)
		if round%20 == 10 {
			text := strings.Repeat(strconv.Itoa(next)+" ", checkpointWords)
			if err := l.SaveCheckpoint(ctx, "numbers", uint64(next), strings.NewReader(text)); err != nil { // #nosec G115 -- small
				return err
			}
		}
	}
}

// A record is acknowledged only when it is on disk, and a batch is there whole
// or not at all, whenever the process dies. FLOORWALKER_SOAK_ROUNDS raises the
// number of deaths.
func TestKilledAtAnyMomentNothingAcknowledgedIsLost(t *testing.T) {
	rounds := 8
	if n, err := strconv.Atoi(os.Getenv("FLOORWALKER_SOAK_ROUNDS")); err == nil && n > 0 {
		rounds = n
	}
	dir, acked := "", 0
	for round := range rounds {
		if round%25 == 0 { // a new log now and then, so that checking stays quick
			dir, acked = t.TempDir(), 0
		}
		acked = max(acked, killOnce(t, dir, time.Duration(rand.IntN(int(250*time.Millisecond)))))
		checkNumbers(t, dir, round, acked)
	}
	t.Logf("%d records in the last log of %d deaths", acked, rounds)
}

// killOnce runs a victim, kills it some time after its first acknowledgement,
// and returns the last number it acknowledged.
func killOnce(t *testing.T, dir string, after time.Duration) int {
	t.Helper()
	cmd := exec.Command(os.Args[0]) // #nosec G204 -- this very binary
	cmd.Env = append(os.Environ(), victimDir+"="+dir)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	acked, lines := 0, bufio.NewScanner(out)
	for lines.Scan() {
		n, err := strconv.Atoi(lines.Text())
		if err != nil {
			continue // a line cut short by the death
		}
		if acked == 0 {
			time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		}
		acked = n
	}
	_ = cmd.Wait()
	if acked == 0 || complaint.Len() > 0 {
		t.Fatalf("the victim acknowledged %d and said: %s", acked, complaint.String())
	}
	return acked
}

// checkNumbers opens what a dead process left and requires every acknowledged
// record once, in order, no part of a batch, and a whole checkpoint.
func checkNumbers(t *testing.T, dir string, round, acked int) {
	t.Helper()
	l, err := Open(t.Context(), Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	next, left := 0, 0
	err = l.Read(t.Context(), 0, func(seq uint64, data []byte) error {
		var number, size, index int
		if _, err := fmt.Sscanf(string(data), "%d %d %d", &number, &size, &index); err != nil {
			return err
		}
		if number != next || int(seq) != number+1 || (left == 0) != (index == 0) || left > 0 && left != size-index { // #nosec G115 -- small
			return fmt.Errorf("sequence %d has record %d (%d of %d), expected %d with %d left of its batch", seq, number, index, size, next, left)
		}
		next++
		left = size - index - 1
		return nil
	})
	if err != nil {
		t.Fatalf("round %d: %v", round, err)
	}
	if next < acked || left != 0 {
		t.Fatalf("round %d: %d records, %d were acknowledged, the last batch lacks %d", round, next, acked, left)
	}
	if position, content, ok := loadCheckpoint(t, l, "numbers"); ok {
		if content != strings.Repeat(strconv.FormatUint(position, 10)+" ", checkpointWords) {
			t.Fatalf("round %d: the checkpoint of %d is not whole", round, position)
		}
	}
	checkLeftovers(t, l, round)
}

// maxLeft is how many sets of parts may be there after a death: those that are
// kept, the save that was under way, and as many again, because the server may
// find parts back that it had removed shortly before it died. Each save removes
// what it finds, so that twenty-five deaths leave no more than one.
const maxLeft = 2 * (keptCheckpoints + 1)

// checkLeftovers sees that what the dead leave does not add up.
func checkLeftovers(t *testing.T, l *Log, round int) {
	t.Helper()
	store, err := l.snapshotStore(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if all, parts, err := store.list(t.Context()); err != nil || len(all) > maxLeft || len(parts) > maxLeft {
		t.Fatalf("round %d: %d checkpoints and %d sets of parts, %v", round, len(all), len(parts), err)
	}
}
