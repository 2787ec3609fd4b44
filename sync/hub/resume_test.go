package hub

import (
	"context"
	"encoding/base64"
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// chatter has the customer of a chat write n lines.
func (r *rig) chatter(id chat.ChatID, name string, n int) {
	r.t.Helper()
	for i := range n {
		r.deliver(said(id, fmt.Sprint(name, i), fmt.Sprintf("line %s %d", name, i), chat.SpeakerCustomer))
	}
}

func TestResumeMissesNothingAndRepeatsNothing(t *testing.T) {
	r := newRig(t, newJournal())
	token := r.agent("Asha", chat.RolePrimary)
	r.open("c")
	c := r.desk(token)
	for i := range 5 {
		r.chatter("c", fmt.Sprint("before", i), 3)
		c.same()
		c.close()
		r.chatter("c", fmt.Sprint("between", i), 4)
		n, welcome := c.again(r, token)
		if !welcome.Resumed {
			t.Fatalf("round %d was not resumed", i)
		}
		n.live()
		// Live means that what was there when the desk came is here.
		if got, want := len(n.floor.Chat("c").Messages), 7*(i+1); got != want {
			t.Errorf("live with %d lines of %d", got, want)
		}
		if slices.Contains(n.frames, wire.FrameSnapshot) {
			t.Errorf("round %d: %v", i, n.frames)
		}
		n.same()
		for line, times := range n.seen {
			if times != 1 {
				t.Errorf("%d times: %s", times, line)
			}
		}
		c = n
	}
}

func TestResumeOfAnotherLogReadsAnew(t *testing.T) {
	j := newJournal()
	r := newRig(t, j)
	token := r.agent("Asha", chat.RolePrimary)
	r.open("c")
	r.chatter("c", "m", 3)
	c := r.desk(token)
	good := c.resume
	future := r.hub.resumer.token("asha", 1<<40)
	for name, resume := range map[string]string{
		"none": "", "garbage": "garbage", "short": good[:10], "flipped": flip(good), "long": good + "AAAA", "future": future,
	} {
		t.Run(name, func(t *testing.T) {
			n := r.socket()
			n.hello(token, resume)
			if w := n.until(wire.FrameWelcome); w.Resumed {
				t.Error("it was resumed")
			}
			n.live()
			n.same()
		})
	}
	j.epoch = "two"
	r = r.restart()
	n := r.socket()
	n.hello(token, good)
	if w := n.until(wire.FrameWelcome); w.Resumed {
		t.Error("a token of another epoch was resumed")
	}
	n.live()
	n.same()
}

func flip(token string) string {
	b, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil {
		panic(err)
	}
	b[3] ^= 1
	return base64.RawURLEncoding.EncodeToString(b)
}

// TestResumeFromTheLog resumes where the ring no longer reaches, which it never
// does after a restart.
func TestResumeFromTheLog(t *testing.T) {
	r := newRig(t, newJournal())
	token := r.agent("Asha", chat.RolePrimary)
	r.open("c")
	c := r.desk(token)
	c.same()
	c.close()
	r.chatter("c", "m", 300)
	want := r.hub.ring.newest()
	r = r.restart(func(c *Config) { c.RingSize = 64 })
	n, welcome := c.again(r, token)
	if !welcome.Resumed {
		t.Error("it was not resumed")
	}
	n.live()
	if got := len(n.floor.Chat("c").Messages); got != 300 {
		t.Errorf("live with %d lines, and the log has %d events", got, want)
	}
	n.same()
	for line, times := range n.seen {
		if times != 1 {
			t.Errorf("%d times: %s", times, line)
		}
	}
	if slices.Contains(n.frames, wire.FrameSnapshot) || slices.Contains(n.frames, wire.FrameBehind) {
		t.Errorf("it read everything anew: %v", n.frames)
	}
}

// TestNobodyIsAheadOfTheRing has an event on the log that no desk has been told
// of yet: a desk that catches up from the log must not read that far.
func TestNobodyIsAheadOfTheRing(t *testing.T) {
	j := newJournal()
	r := newRig(t, j)
	r.open("c")
	newest := r.hub.ring.newest()
	raw := wire.AppendEvent(nil, &chat.Event{ID: "x", Chat: "c", Body: &chat.ChatClosed{}})
	j.set(func(j *memJournal) { j.events = append(j.events, raw) })
	var last uint64
	if err := r.hub.readLog(context.Background(), 0, newest, func(seq uint64, _ []byte) error { last = seq; return nil }); err != nil || last != newest {
		t.Errorf("read up to %d of %d: %v", last, newest, err)
	}
	j.set(func(j *memJournal) { j.events = j.events[:newest] })
}

// TestASlowDeskIsToldAndReadsAnew writes more than ring and socket hold while
// the desk reads nothing.
func TestASlowDeskIsToldAndReadsAnew(t *testing.T) {
	r := newRig(t, newJournal(), func(c *Config) { c.RingSize = 8 })
	token := r.agent("Asha", chat.RolePrimary)
	r.open("c")
	c := r.desk(token)
	big := strings.Repeat("a line that is long so that the socket fills ", 700)
	for i := range 600 { // 18 MB: more than both ends of a loopback socket hold
		r.deliver(said("c", fmt.Sprint("m", i), fmt.Sprint(i, big), chat.SpeakerSystem)) // nobody judges it: the hub is to be quick
	}
	if f := c.until(wire.FrameBehind); f.Code != "behind" || f.Words == "" {
		t.Errorf("%+v", f)
	}
	c.until(wire.FrameSnapshot)
	c.live()
	c.same()
	if got := len(c.floor.Chat("c").Messages); got != 600 {
		t.Errorf("%d lines", got)
	}
	if r.metric("floorwalker_desks_behind_total") == "0" {
		t.Error("it was not counted")
	}
}

// TestResumeTokensAreOpaque compares the tokens of neighbours: about half of
// their bits differ, everywhere in the token, so that nothing can be read off
// the distance of two (D-03).
func TestResumeTokensAreOpaque(t *testing.T) {
	r, err := openResumer(context.Background(), newJournal(), nil)
	if err != nil {
		t.Fatal(err)
	}
	const n = 2000
	flips := make([]int, 128)
	for seq := range uint64(n) {
		a, err1 := base64.RawURLEncoding.DecodeString(r.token("asha", seq))
		b, err2 := base64.RawURLEncoding.DecodeString(r.token("asha", seq+1))
		if err1 != nil || err2 != nil || len(a) != 16 {
			t.Fatal(err1, err2, len(a))
		}
		differ := 0
		for i := range a {
			d := a[i] ^ b[i]
			differ += bits.OnesCount8(d)
			for bit := range 8 {
				flips[i*8+bit] += int(d >> bit & 1)
			}
		}
		if differ < 25 || differ > 103 { // seven standard deviations from 64
			t.Errorf("the tokens of %d and its neighbour differ in %d bits of 128", seq, differ)
		}
		if got, ok := r.position("asha", r.token("asha", seq)); !ok || got != seq {
			t.Fatalf("%d came back as %d, %v", seq, got, ok)
		}
	}
	for bit, k := range flips {
		if k < n/2-180 || k > n/2+180 { // eight standard deviations
			t.Errorf("bit %d differs in %d of %d neighbours", bit, k, n)
		}
	}
}

func TestHubsOfOneLogReadEachOthersTokens(t *testing.T) {
	j := newJournal()
	a := newRig(t, j)
	token := a.hub.resumer.token("asha", 7)
	b := a.restart()
	if seq, ok := b.hub.resumer.position("asha", token); !ok || seq != 7 {
		t.Errorf("%d, %v", seq, ok)
	}
	if c, err := openResumer(context.Background(), newJournal(), nil); err != nil {
		t.Fatal(err)
	} else if _, ok := c.position("asha", token); ok {
		t.Error("another log's hub can read it")
	}
}

// BenchmarkRingAfter is what one desk costs for each event.
func BenchmarkRingAfter(b *testing.B) {
	r := newRing(1<<12, 0)
	raw, ev := make([]byte, 200), said("c", "m", "hello", chat.SpeakerCustomer)
	var (
		seq uint64
		dst [][]byte
	)
	b.ReportAllocs()
	for b.Loop() {
		seq++
		r.publish([]committed{{seq: seq, raw: raw, ev: ev}})
		dst, _, _ = r.after(seq-1, frameBytes, audience{agent: "asha"}, dst[:0])
	}
}
