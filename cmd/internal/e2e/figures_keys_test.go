package e2e

import (
	"bytes"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	longLines = 2_000 // in a long chat
	loadRate  = 500   // lines a second in other chats
	loadTime  = 3 * time.Minute
	keyCount  = 200
	// rest is between two keys, so that the one before is drawn, and nothing
	// that it caused is still under way.
	rest = 120 * time.Millisecond
)

// composer is the lower part of the thread pane, where the box is.
var composer = image.Rect(550, 560, 1000, 768)

// measureSwitch times from a key to the other chat's newest line on screen,
// between two chats of 2,000 lines each.
func measureSwitch(b *testing.B, s *screen) {
	d := startDesk(b, s, b.TempDir(), false, "--no-scenarios")
	k := openKeyboard(b, s)
	long := []string{"c0", "c1"}
	for _, id := range long {
		d.fill(b, id)
	}
	eventually(b, "two chats", func() error { return says(b, d.part(rail), "All chats 2 Mine") })
	d.keys("alt+Down")
	eventually(b, "the opened chat", func() error { return observing(b, d.window()) })
	first := d.still(linesEnd)
	d.keys("alt+Down")
	eventually(b, "the other chat", func() error { return yes(!same(d.part(linesEnd), first), "it shows the same") })
	looks := [2]*image.RGBA{first, d.still(linesEnd)}
	var took, grabs []time.Duration
	for n := range samples {
		began := time.Now()
		k.press(keyAlt, []keysym{keyUp, keyDown}[n%2])
		took = append(took, d.until(b, began, "the other chat's lines", linesEnd, &grabs, func(now *image.RGBA) bool { return same(now, looks[n%2]) }))
		time.Sleep(rest)
	}
	pixelFigure(b, fmt.Sprintf("a key to another chat of %d lines: changed pixels", longLines), took, grabs, "≤ 100 ms")
}

// measureStrokes times from a key to its letter in the composer: while nothing
// else happens, which is what the toolkit and the method take, and while 500
// lines a second come in other chats.
func measureStrokes(b *testing.B, s *screen) {
	d := startDesk(b, s, b.TempDir(), false, "--no-scenarios")
	d.strokes(b, "nothing else going on", "")
	d.run.stop(b)
	file := filepath.Join(b.TempDir(), "load.jsonl")
	if err := os.WriteFile(file, load(), 0o600); err != nil {
		b.Fatal(err)
	}
	d = startDesk(b, s, b.TempDir(), false, "--practice-file", file, "--rate", fmt.Sprint(loadRate))
	eventually(b, "the customers", func() error { return yes(d.log.size() > loadRate, "they have not begun") })
	d.strokes(b, fmt.Sprintf("%d events/s", loadRate), "p99 ≤ 16 ms to the end of its handler;")
}

// strokes types in a long chat that is mine.
func (d *desk) strokes(b *testing.B, while, target string) {
	k := openKeyboard(b, d.screen)
	d.fill(b, "c0")
	d.post("c0", longLines, askForHuman)
	eventually(b, "the alert", func() error { return says(b, d.part(rail), "Alerts 1 All chats") })
	d.keys("alt+shift+Down")
	eventually(b, "the observer's frame", func() error { return observing(b, d.window()) })
	d.keys("ctrl+shift+t")
	eventually(b, "the takeover", func() error { return says(b, d.part(threadPane), "bot stopped") })
	d.ownWords()
	empty := d.still(composer)
	k.press(keyM)
	eventually(b, "a letter in the composer", func() error { return yes(!same(d.part(composer), empty), "nothing changes") })
	letter := changed(empty, d.still(composer)).Sub(d.box.Min)
	k.press(keyBackspace)
	eventually(b, "an empty composer", func() error { return yes(same(d.part(composer), empty), "the letter is there") })

	var took, grabs []time.Duration
	for n := range keyCount {
		before := d.part(letter)
		pressed := time.Now()
		k.press([]keysym{keyM, keyBackspace}[n%2])
		took = append(took, d.until(b, pressed, "the letter", letter, &grabs, func(now *image.RGBA) bool { return !same(now, before) }))
		time.Sleep(rest)
	}
	pixelFigure(b, "a key to its letter in the composer, "+while, took, grabs, target)
}

// pixelFigure prints what pixels said, and how late they say it.
func pixelFigure(b *testing.B, what string, took, grabs []time.Duration, target string) {
	b.Helper()
	slices.Sort(took)
	slices.Sort(grabs)
	figure(b, what, strings.Join([]string{span("p50", took, 50), span("p95", took, 95), span("p99", took, 99)}, ", "), target)
	figure(b, fmt.Sprintf("  (%d samples)", len(took)),
		fmt.Sprintf("polled: 0 to +%.1f ms late", 1e-6*float64((pollPause+at(grabs, 95)).Nanoseconds())), "pixels have up to 16.7 ms of frame on top")
	b.ReportMetric(1e-6*float64(at(took, 50)), "ms-p50")
	b.ReportMetric(1e-6*float64(at(took, 99)), "ms-p99")
}

// until looks at a part of the window until it is right, and returns how long
// after began that was.
func (d *desk) until(b *testing.B, began time.Time, what string, r image.Rectangle, grabs *[]time.Duration, right func(*image.RGBA) bool) time.Duration {
	for time.Since(began) < patience {
		asked := time.Now()
		now := d.part(r)
		if right(now) {
			return time.Since(began)
		}
		*grabs = append(*grabs, time.Since(asked))
		time.Sleep(pollPause)
	}
	b.Fatalf("%s: not on screen within %v", what, patience)
	return 0
}

// still returns the picture of a part once it has not changed for a while.
func (d *desk) still(r image.Rectangle) *image.RGBA {
	last, since := d.part(r), time.Now()
	for began := time.Now(); time.Since(since) < time.Second; time.Sleep(pollPause) {
		if now := d.part(r); !same(now, last) {
			last, since = now, time.Now()
		}
		if time.Since(began) > patience {
			d.t.Fatalf("%v never stands still", r)
		}
	}
	return last
}

func same(a, b *image.RGBA) bool { return bytes.Equal(a.Pix, b.Pix) }

// changed returns where on screen two pictures of one part of it differ.
func changed(a, b *image.RGBA) (r image.Rectangle) {
	for y := a.Rect.Min.Y; y < a.Rect.Max.Y; y++ {
		for x := a.Rect.Min.X; x < a.Rect.Max.X; x++ {
			if a.RGBAAt(x, y) != b.RGBAAt(x, y) {
				r = r.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return r
}

// fill gives a chat its 2,000 lines, from several customers' clients at once.
func (d *desk) fill(b *testing.B, id string) {
	const clients = 8
	var all sync.WaitGroup
	for c := range clients {
		all.Go(func() {
			for n := c; n < longLines; n += clients {
				l := line{Chat: id, Turn: n, From: "customer", Text: fmt.Sprintf("line %d of %s", n, id), Name: "Customer " + id}
				if err := postLine(d.addr, l); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	// All of them are on the log; this one is the newest, and differs by chat.
	d.post(id, longLines+1, "the newest line is in "+id)
}

// load is what customers of other chats say.
func load() []byte {
	var out bytes.Buffer
	const chatLines = 50
	for n := range loadRate * int(loadTime/time.Second) {
		fmt.Fprintf(&out, `{"chat":"load%d","turn":%d,"from":"customer","text":"line %d of what somebody says"}`+"\n", n/chatLines%floorChats, n/chatLines/floorChats*chatLines+n%chatLines, n)
	}
	return out.Bytes()
}
