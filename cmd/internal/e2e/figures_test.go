package e2e

import (
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// What a floor of the figures is like.
const (
	floorChats   = 200
	perSecond    = 20 // lines, on all chats together
	openShare    = 4  // of these, lines in the opened chat
	samples      = 100
	manyEvents   = 100_000
	startRepeats = 5
	idleTime     = 60 * time.Second
)

// figure prints a line of the table: what, how much, and what is asked for.
func figure(b *testing.B, what, got, target string) {
	b.Helper()
	fmt.Printf("%-64s %-34s %s\n", what, got, target)
}

// BenchmarkWindow prints figures of the whole program, in a window that
// software draws: one pass, whatever -benchtime says of it. It judges nothing.
func BenchmarkWindow(b *testing.B) {
	s := openScreen(b)
	dir := b.TempDir()
	load, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		b.Fatal(err)
	}
	fmt.Printf("\nload of this machine before: %s", load)
	figure(b, "the window, drawn by software, beside Xvfb on the same cores", "measured", "target")
	b.Run("Pixels", func(b *testing.B) { measurePixels(b, s, dir) })
	b.Run("Switch", func(b *testing.B) { measureSwitch(b, s) })
	b.Run("Strokes", func(b *testing.B) { measureStrokes(b, s) })
	b.Run("Start", func(b *testing.B) { measureStart(b, s, dir) })
	b.Run("Idle", func(b *testing.B) { measureIdle(b, s, dir) })
	b.Run("Memory", func(b *testing.B) { measureMemory(b, s, dir) })
	b.Run("ManyEvents", func(b *testing.B) { measureManyEvents(b, s) })
}

// measurePixels times from the hub's 202 to a changed picture of the thread's
// foot. It leaves a floor of 200 chats in dir.
func measurePixels(b *testing.B, s *screen, dir string) {
	d := startDesk(b, s, dir, false, "--no-scenarios")
	for i := range floorChats {
		if err := postLine(d.addr, line{Chat: fmt.Sprintf("c%d", i), From: "customer", Text: "hello", Name: fmt.Sprintf("Customer %d", i)}); err != nil {
			b.Fatal(err)
		}
	}
	d.post("c0", 1, askForHuman)
	eventually(b, "the floor", func() error { return d.counts(b, floorChats, 1) })
	d.keys("alt+shift+Down")
	eventually(b, "the opened chat", func() error { return observing(b, d.window()) })

	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		every := time.NewTicker(time.Second / (perSecond - openShare))
		defer every.Stop()
		for n := floorChats; ; n++ {
			select {
			case <-every.C:
				l := line{Chat: fmt.Sprintf("c%d", 1+n%(floorChats-1)), Turn: n, From: "customer", Text: fmt.Sprint("and another thing ", n)}
				if err := postLine(d.addr, l); err != nil {
					b.Error(err)
					return
				}
			case <-stop:
				return
			}
		}
	}()
	var took, grabs []time.Duration
	every := time.NewTicker(time.Second / openShare)
	defer every.Stop()
	for n := range samples {
		<-every.C
		took = append(took, d.lineDrawn(b, n, &grabs))
	}
	close(stop)
	<-stopped
	d.keys("ctrl+shift+t") // so that nobody calls in the figures that follow
	eventually(b, "a floor on which nobody calls", func() error { return says(b, d.part(rail), "Alerts 0 All chats") })
	slices.Sort(took)
	slices.Sort(grabs)
	figure(b, "a line in the opened chat: 202 to changed pixels", span("p50", took, 50)+", "+span("p95", took, 95), "p50 ≤ 10 ms, p95 ≤ 25 ms to the end of the drawing function;")
	figure(b, fmt.Sprintf("  (%d chats, %d lines/s, %d samples)", floorChats, perSecond, samples),
		fmt.Sprintf("polled: 0 to +%.1f ms late", 1e-6*float64((pollPause+at(grabs, 95)).Nanoseconds())), "pixels have up to 16.7 ms of frame on top")
	b.ReportMetric(1e-6*float64(at(took, 50)), "ms-p50")
	b.ReportMetric(1e-6*float64(at(took, 95)), "ms-p95")
}

// pollPause is between two looks at the screen.
const pollPause = 2 * time.Millisecond

// linesEnd is where the newest line of a thread stands: small, because looking
// takes processor from what is looked at.
var linesEnd = image.Rect(580, 600, 740, 660)

// lineDrawn posts into the opened chat and returns how long after the hub's
// answer the picture changed.
func (d *desk) lineDrawn(b *testing.B, n int, grabs *[]time.Duration) time.Duration {
	before := d.part(linesEnd)
	text := fmt.Sprintf("line %d %s", n, strings.Repeat("x", n%17))
	if err := postLine(d.addr, line{Chat: "c0", Turn: 2 + n, From: "customer", Text: text}); err != nil {
		b.Fatal(err)
	}
	accepted := time.Now()
	for time.Since(accepted) < patience {
		began := time.Now()
		now := d.part(linesEnd)
		if !slices.Equal(now.Pix, before.Pix) {
			return time.Since(accepted)
		}
		*grabs = append(*grabs, time.Since(began))
		time.Sleep(pollPause)
	}
	b.Fatal("the line was not drawn")
	return 0
}

// at returns the percentile of sorted values.
func at(sorted []time.Duration, percent int) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(len(sorted)*percent/100, len(sorted)-1)]
}

func span(name string, sorted []time.Duration, percent int) string {
	return fmt.Sprintf("%s %.1f ms", name, 1e-6*float64(at(sorted, percent)))
}

// measureStart times from the start of the process to the first picture with
// rows, from the desk's own copy of the floor; the hub starts behind it.
func measureStart(b *testing.B, s *screen, dir string) {
	var took []time.Duration
	for range startRepeats {
		began := time.Now()
		p := start(b, built.path(b, "floorwalker", false), "--data-dir", dir, "--listen", freeAddress(b), "--name", agentName, "--no-scenarios")
		for !hasRows(s.picture(avatars)) {
			if time.Since(began) > patience {
				b.Fatal("no rows")
			}
			time.Sleep(pollPause)
		}
		took = append(took, time.Since(began))
		followLog(b, filepath.Join(dir, "hub")) // the hub behind it has started, too
		p.stop(b)
		eventually(b, "an empty screen", func() error { return yes(!hasRows(s.picture(avatars)), "the window is still there") })
	}
	slices.Sort(took)
	figure(b, fmt.Sprintf("start to %d cached chats on screen, median of %d", floorChats, startRepeats), span("", took, 50), "≤ 800 ms")
	b.ReportMetric(1e-6*float64(at(took, 50)), "ms")
}

// hasRows reports whether the column of initials has something in it all the
// way down: rows, not a message that there are none.
func hasRows(column *image.RGBA) bool {
	const step = 100 // more than a row
	for y := column.Rect.Min.Y; y+step <= column.Rect.Max.Y; y += step {
		colours := make(map[[3]uint8]bool)
		for yy := y; yy < y+step; yy++ {
			for x := column.Rect.Min.X; x < column.Rect.Max.X; x++ {
				c := column.RGBAAt(x, yy)
				colours[[3]uint8{c.R, c.G, c.B}] = true
			}
		}
		if len(colours) < 8 { // letters have soft edges
			return false
		}
	}
	return true
}

// measureIdle takes the processor's time of a minute in which nothing happens.
func measureIdle(b *testing.B, s *screen, dir string) {
	d := startDesk(b, s, dir, false, "--no-scenarios")
	eventually(b, "the floor", func() error { return says(b, d.part(rail), fmt.Sprintf("All chats %d Mine", floorChats)) })
	settle()
	before := processor(b, d.run.cmd.Process.Pid)
	time.Sleep(idleTime) // the measurement itself
	used := processor(b, d.run.cmd.Process.Pid) - before
	figure(b, fmt.Sprintf("processor in an idle minute, %d chats, hub and all", floorChats), fmt.Sprintf("%.2f s", used.Seconds()), "≤ 0.6 s")
	b.ReportMetric(used.Seconds(), "cpu-s/min")
}

// measureMemory prints the program's memory with 200 chats, beside a window of
// the same library with nothing in it.
func measureMemory(b *testing.B, s *screen, dir string) {
	d := startDesk(b, s, dir, false, "--no-scenarios")
	eventually(b, "the floor", func() error { return says(b, d.part(rail), fmt.Sprintf("All chats %d Mine", floorChats)) })
	settle()
	ours := pss(b, d.run.cmd.Process.Pid)
	d.run.stop(b)
	figure(b, fmt.Sprintf("PSS with %d chats, hub and all", floorChats), fmt.Sprintf("%.0f MB", ours), "≤ 160 MB")
	bare, idle := bareWindow(b, s)
	figure(b, "  beside a window of the same library with one word in it", fmt.Sprintf("%.0f MB", bare), "")
	figure(b, "  which takes in an idle minute", fmt.Sprintf("%.2f s of processor", idle.Seconds()), "")
	b.ReportMetric(ours, "MB")
}

// measureManyEvents prints the memory after 100,000 events.
func measureManyEvents(b *testing.B, s *screen) {
	file := filepath.Join(b.TempDir(), "many.jsonl")
	var out strings.Builder
	for n := range manyEvents {
		fmt.Fprintf(&out, `{"chat":"m%d","turn":%d,"from":"customer","text":"line %d of what somebody says"}`+"\n", n%floorChats, n/floorChats, n)
	}
	if err := os.WriteFile(file, []byte(out.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	d := startDesk(b, s, b.TempDir(), false, "--practice-file", file, "--rate", "5000")
	for began := time.Now(); d.log.size() < manyEvents; time.Sleep(pollPause) {
		if time.Since(began) > 10*patience {
			b.Fatalf("%d of %d events", d.log.size(), manyEvents)
		}
	}
	settle()
	figure(b, fmt.Sprintf("PSS after %d events in %d chats, none of which closed", manyEvents, floorChats),
		fmt.Sprintf("%.0f MB", pss(b, d.run.cmd.Process.Pid)), fmt.Sprintf("(%d lines kept in each, by hub and desk)", manyEvents/floorChats))
}

// size is how many events were on the log.
func (l *hubLog) size() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.events)
}

// settle lets a program that was just busy come to rest: its collector has a
// cycle every two minutes at least, and stores are written within seconds.
func settle() { time.Sleep(10 * time.Second) }

// bareWindow is the memory of the smallest program with a window, and what it
// takes of the processor in a minute, from a sixth of one.
func bareWindow(b *testing.B, s *screen) (mb float64, idle time.Duration) {
	const program = `package main

import (
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
	"fyne.io/fyne/v2"
)

func main() {
	w := app.NewWithID("app.example.bare").NewWindow("Bare")
	w.SetContent(widget.NewLabel("Hello"))
	w.Resize(fyne.NewSize(1280, 800))
	w.ShowAndRun()
}
`
	dir := b.TempDir()
	source, bin := filepath.Join(dir, "main.go"), filepath.Join(dir, "bare")
	if err := os.WriteFile(source, []byte(program), 0o600); err != nil {
		b.Fatal(err)
	}
	if err := build([]string{"build", "-tags", "migrated_fynedo", "-o", bin, source}); err != nil {
		b.Fatal(err)
	}
	c := exec.Command(bin)
	if err := c.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() {
		_ = c.Process.Kill() // it has nothing to lose
		_ = c.Wait()
	}()
	eventually(b, "the bare window", func() error {
		_, err := s.windowOf(c.Process.Pid)
		return err
	})
	settle()
	before := processor(b, c.Process.Pid)
	time.Sleep(idleTime / 6)
	return pss(b, c.Process.Pid), 6 * (processor(b, c.Process.Pid) - before)
}

// pss is a process's memory in MB, with its share of what it shares.
func pss(b *testing.B, pid int) float64 {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		b.Fatal(err)
	}
	for l := range strings.Lines(string(data)) {
		if f := strings.Fields(l); len(f) > 1 && f[0] == "Pss:" {
			kb, err := strconv.ParseFloat(f[1], 64)
			if err != nil {
				b.Fatal(err)
			}
			return kb * 1024 / 1e6
		}
	}
	b.Fatalf("no Pss in %s", data)
	return 0
}

// processor is the time that a process has used, kernel included.
func processor(b *testing.B, pid int) time.Duration {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		b.Fatal(err)
	}
	// The name, in brackets, may hold anything; user and system time are the
	// 12th and 13th field after it, in ticks of 10 ms.
	_, rest, _ := strings.Cut(string(data[strings.LastIndexByte(string(data), ')'):]), " ")
	f := strings.Fields(rest)
	var ticks int
	for _, s := range f[11:13] {
		n, err := strconv.Atoi(s)
		if err != nil {
			b.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}
