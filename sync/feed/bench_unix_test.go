//go:build unix

package feed

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"floorwalker/app/chat"
)

// BenchmarkDesk is what an event of 1.7 KB costs a desk from the loopback
// socket through link and feed into the floor. cpu-ns/event is processor time
// of the whole process, garbage collector and kernel included, the hub being
// another process; the budget is 6,000. The paced rounds say what waiting for
// the socket adds when events come one by one.
func BenchmarkDesk(b *testing.B) {
	addr := startBenchHub(b)
	for _, c := range []struct{ batch, rate int }{{1, 0}, {32, 0}, {1, 2_000}, {32, 2_000}} {
		name := fmt.Sprintf("batch=%d", c.batch)
		if c.rate > 0 {
			name = fmt.Sprintf("paced=%d,", c.rate) + name
		}
		b.Run(name, func(b *testing.B) { benchDesk(b, addr, c.batch, c.rate) })
	}
}

func startBenchHub(b *testing.B) string {
	hub := exec.Command(os.Args[0])
	hub.Env = append(os.Environ(), benchHubEnv+"=1")
	hub.Stderr = os.Stderr
	out, err := hub.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	in, err := hub.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := hub.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		_ = in.Close() // the hub ends
		_ = hub.Wait()
	})
	addr, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	return strings.TrimSpace(addr)
}

func benchDesk(b *testing.B, addr string, batch, rate int) {
	events := (b.N + batch - 1) / batch * batch
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	sink := &counter{floor: chat.NewFloor(), want: events, done: stop}
	f := New(Config{
		URL: "ws://" + addr + "/", Desk: fmt.Sprint(events, batch, rate), Sink: sink,
		Local: func() (time.Time, time.Duration) { now := time.Now(); return now, now.Sub(processStart) },
	})
	b.ReportAllocs()
	b.ResetTimer()
	before := processorTime(b)
	if err := f.Run(ctx); err != nil {
		b.Fatal(err)
	}
	spent := processorTime(b) - before
	b.StopTimer()
	if sink.applied != events {
		b.Fatalf("%d of %d events were new to the floor", sink.applied, events)
	}
	b.ReportMetric(float64(spent.Nanoseconds())/float64(events), "cpu-ns/event")
}

var processStart = time.Now()

func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// counter folds and stops the feed after the last event.
type counter struct {
	floor         *chat.Floor
	want, applied int
	done          func()
}

func (c *counter) Events(batch []Item) {
	for i := range batch {
		if c.floor.Apply(&batch[i].Event).Applied {
			c.applied++
		}
	}
	if c.applied >= c.want {
		c.done()
	}
}

func (c *counter) Reset(int)               {}
func (c *counter) Live(string)             {}
func (c *counter) Position(string)         {}
func (c *counter) Result(Result)           {}
func (c *counter) Gap([]chat.ChatID, bool) {}
func (c *counter) Status(Status)           {}
