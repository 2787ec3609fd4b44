package feed

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/fake"
	"floorwalker/sync/link"
	"floorwalker/sync/wire"
)

func TestSnapshotThenEventsWithPositions(t *testing.T) {
	bubble(t, func(t *testing.T, h *fake.Hub) {
		h.Load(fake.Chats(3, 2)...)
		d := open(t, h, nil)
		d.live(t, h, time.Second)
		if got := d.calls(); !slices.Equal(got, []string{"reset 3", "events", "live"}) {
			t.Errorf("a snapshot made %q; no position belongs inside it", got)
		}
		h.Push(fake.Line(1, 3, "one"), fake.Line(2, 3, "two"))
		d.live(t, h, time.Second)
		if got := d.calls()[3:]; !slices.Equal(got, []string{"events", "position"}) {
			t.Errorf("a push made %q", got)
		}
		if d.position != "1:11" {
			t.Errorf("position %q", d.position)
		}
		w := d.statuses[len(d.statuses)-1].Welcome
		want := Welcome{Agent: "asha", Name: "Asha", Role: chat.RolePrimary, Floor: "Practice", Policy: 1, Hub: "fake"}
		if w != want {
			t.Errorf("welcome %+v", w)
		}
	})
}

func TestStatesComeInOrderWithReasons(t *testing.T) {
	bubble(t, func(t *testing.T, h *fake.Hub) {
		d := open(t, h, nil)
		d.live(t, h, time.Second)
		d.stop()
		var got []string
		for _, s := range d.statuses {
			if s.Reason.Code == "" || !strings.HasSuffix(s.Reason.Words, ".") {
				t.Errorf("%s has the reason %+v", s.State, s.Reason)
			}
			got = append(got, string(s.State))
		}
		if want := "dialing greeting catching_up live stopped"; strings.Join(got, " ") != want {
			t.Errorf("states %q", got)
		}
		until(t, "the hub heard why", time.Second, func() bool { return len(h.Closes()) == 1 })
		if c := h.Closes()[0]; c.Code != 1001 {
			t.Errorf("close %+v", c)
		}
	})
}

func TestResumeBringsWhatWasMissed(t *testing.T) {
	bubble(t, func(t *testing.T, h *fake.Hub) {
		h.Load(fake.Chats(3, 2)...)
		d := open(t, h, nil)
		d.live(t, h, time.Second)
		h.Drop()
		h.Push(fake.Line(1, 3, "while away"))
		d.live(t, h, 5*time.Second)
		hello := h.Hellos()
		if len(hello) != 2 || hello[1].Resume != "1:9" || hello[1].Token != "secret" || hello[1].Desk != "desk-1" {
			t.Errorf("hellos %+v", hello)
		}
		if s := d.feed.Stats(); s.Snapshots != 1 || s.Resumes != 1 || s.Events != 10 {
			t.Errorf("%+v", s)
		}
		if d.why(Offline) != link.CodeLost {
			t.Errorf("offline because of %q", d.why(Offline))
		}
	})
}

func TestStoredPositionResumesAndUnknownEpochDoesNot(t *testing.T) {
	for _, forget := range []bool{false, true} {
		bubble(t, func(t *testing.T, h *fake.Hub) {
			h.Load(fake.Chats(2, 1)...)
			if forget {
				h.NewEpoch()
			}
			d := open(t, h, func(c *Config) { c.Resume = "1:4" })
			d.waitFor(t, Live, time.Second)
			if got := d.calls()[0]; (got == "reset 2") != forget {
				t.Errorf("forget=%t: first %q", forget, got)
			}
		})
	}
}

func TestBehindBringsASnapshotOnTheSameConnection(t *testing.T) {
	bubble(t, func(t *testing.T, h *fake.Hub) {
		h.Load(fake.Chats(3, 2)...)
		d := open(t, h, nil)
		d.live(t, h, time.Second)
		h.Behind()
		until(t, "read again", time.Second, func() bool { return d.feed.Stats().Snapshots == 2 })
		d.live(t, h, time.Second)
		want := []string{"reset 3", "events", "live", "gap [] false", "reset 3", "events", "live"}
		if got := d.calls(); !slices.Equal(got, want) {
			t.Errorf("%q", got)
		}
		if len(h.Hellos()) != 1 || len(d.gapped()) != 0 || d.why(CatchingUp) != link.CodeBehind {
			t.Errorf("hellos %d, gaps %v, reason %q", len(h.Hellos()), d.gapped(), d.why(CatchingUp))
		}
	})
}

func TestBadFramesEndTheConnectionWithACode(t *testing.T) {
	for name, c := range map[string]struct {
		cheat  func(*fake.Hub)
		code   Code
		status int
	}{
		"garbage":       {func(h *fake.Hub) { h.Raw("garbage") }, link.CodeBadFrame, 1002},
		"wrong type":    {func(h *fake.Hub) { h.Raw(`{"k":"events","n":"one"}`) }, link.CodeBadFrame, 1002},
		"lines":         {func(h *fake.Hub) { h.Raw("{\"k\":\"live\"}\n{}") }, link.CodeBadFrame, 1002},
		"no number":     {func(h *fake.Hub) { h.Raw("{\"k\":\"events\"}\n{}") }, link.CodeBadFrame, 1002},
		"second hello":  {func(h *fake.Hub) { h.Raw(`{"k":"welcome"}`) }, link.CodeBadFrame, 1002},
		"binary":        {func(h *fake.Hub) { h.Binary() }, link.CodeWrongFormat, 1003},
		"oversized":     {func(h *fake.Hub) { h.Oversize() }, link.CodeTooLarge, 1009},
		"polite ending": {func(h *fake.Hub) { h.Bye("restart", "Back in a minute.") }, "restart", 1000},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, h *fake.Hub) {
				h.Load(fake.Chats(2, 1)...)
				d := open(t, h, nil)
				d.live(t, h, time.Second)
				c.cheat(h)
				d.waitFor(t, Offline, 2*time.Second)
				d.live(t, h, 5*time.Second)
				if d.why(Offline) != c.code {
					t.Errorf("offline because of %q", d.why(Offline))
				}
				if got := h.Closes(); len(got) != 1 || got[0].Code != c.status {
					t.Errorf("the hub was told %+v", got)
				}
				if hello := h.Hellos(); len(hello) != 2 || hello[1].Resume == "" {
					t.Errorf("the feed did not resume: %+v", hello)
				}
			})
		})
	}
}

func TestHoleIsMarkedAndReadAgain(t *testing.T) { // D-15
	bubble(t, func(t *testing.T, h *fake.Hub) {
		h.Load(fake.Chats(2, 1)...)
		d := open(t, h, nil)
		d.live(t, h, time.Second)
		h.Skip()
		h.PushEach(fake.Line(1, 2, "lost"), fake.Line(1, 3, "seen"))
		until(t, "the gap", time.Second, func() bool { return d.gapped()[""] })
		d.live(t, h, 5*time.Second)
		hello := h.Hellos()
		if len(hello) != 2 || hello[1].Resume != "" || d.why(Offline) != CodeGap || len(d.gapped()) != 0 {
			t.Errorf("hellos %+v, reason %q, gaps %v", hello, d.why(Offline), d.gapped())
		}
	})
}

func TestLostTailIsFoundByTheHeartbeat(t *testing.T) { // D-15
	bubble(t, func(t *testing.T, h *fake.Hub) {
		h.Load(fake.Chats(2, 1)...)
		d := open(t, h, nil)
		d.live(t, h, time.Second)
		h.Skip()
		h.Push(fake.Line(1, 2, "lost, and nothing follows"))
		until(t, "the gap", 1100*time.Millisecond, func() bool { return d.gapped()[""] })
		d.live(t, h, 5*time.Second)
	})
}

func TestRepeatedNumbersAreSkipped(t *testing.T) {
	bubble(t, func(t *testing.T, h *fake.Hub) {
		h.Load(fake.Chats(2, 1)...)
		d := open(t, h, nil)
		d.live(t, h, time.Second)
		h.Repeat()
		h.Push(fake.Line(1, 2, "once"), fake.Line(2, 2, "once"))
		d.live(t, h, time.Second)
		// A frame that repeats one event and has a new one.
		again, fresh := fake.Line(2, 2, "once"), fake.Line(2, 3, "new")
		h.Send(wire.Frame{
			Kind: wire.FrameEvents, First: 6, Resume: "1:6",
			Events: [][]byte{wire.AppendEvent(nil, &again), wire.AppendEvent(nil, &fresh)},
		})
		until(t, "the new event", time.Second, func() bool { return d.feed.Stats().Events == 7 })
		if s := d.feed.Stats(); s.Repeated != 3 || s.Holes != 0 || len(h.Hellos()) != 1 {
			t.Errorf("%+v, hellos %d", s, len(h.Hellos()))
		}
	})
}

func TestUndecodableEventKeepsItsChatsGapAndNoMore(t *testing.T) { // D-15
	for line, want := range map[string]chat.ChatID{
		`{"id":"x","at":1,"chat":"c1","kind":"MessagePosted","body":{"text":7}}`: "c1",
		`not even JSON`: "",
	} {
		bubble(t, func(t *testing.T, h *fake.Hub) {
			h.Load(fake.Chats(2, 1)...)
			d := open(t, h, nil)
			d.live(t, h, time.Second)
			h.PushRaw(line)
			until(t, "the gap", time.Second, func() bool { return d.gapped()[want] })
			d.live(t, h, 5*time.Second)
			h.Push(fake.Line(2, 2, "the rest of the floor goes on"))
			d.live(t, h, time.Second)
			if got := d.gapped(); len(got) != 1 || !got[want] {
				t.Errorf("gaps %v", got)
			}
			if s := d.feed.Stats(); s.Undecodable != 2 || s.Snapshots != 2 {
				t.Errorf("%+v", s)
			}
		})
	}
}

func TestRefusalsDoNotRetryForEver(t *testing.T) {
	for name, c := range map[string]struct {
		refuse func(*fake.Hub)
		code   Code
	}{
		"bad token": {func(h *fake.Hub) { h.Accept("other") }, CodeBadToken},
		"http 401":  {func(h *fake.Hub) { h.RefuseHTTP(401) }, link.CodeDenied},
		"http 403":  {func(h *fake.Hub) { h.RefuseHTTP(403) }, link.CodeDenied},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, h *fake.Hub) {
				c.refuse(h)
				d := open(t, h, nil)
				d.waitFor(t, Refused, time.Second)
				time.Sleep(time.Hour)
				if _, why := d.state(); why.Code != c.code || d.generation() != 1 {
					t.Fatalf("%+v after %d attempts", why, d.generation())
				}
				d.feed.RetryNow()
				until(t, "one more attempt", time.Second, func() bool { return d.generation() == 2 })
				d.waitFor(t, Refused, time.Second)
				h.RefuseHTTP(0)
				d.feed.SetToken("other")
				d.live(t, h, time.Second)
			})
		})
	}
}

func (d *desk) generation() uint64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.statuses[len(d.statuses)-1].Generation
}

func TestNewTokenReplacesALiveConnection(t *testing.T) {
	bubble(t, func(t *testing.T, h *fake.Hub) {
		d := open(t, h, nil)
		d.live(t, h, time.Second)
		d.feed.SetToken("another")
		until(t, "another hello", time.Second, func() bool { return len(h.Hellos()) == 2 })
		if got := h.Hellos()[1].Token; got != "another" || d.why(Offline) != CodeNewToken {
			t.Errorf("token %q, reason %q", got, d.why(Offline))
		}
		d.live(t, h, time.Second)
	})
}

func TestHalfOpenConnectionIsDeadAfterTenSeconds(t *testing.T) {
	bubble(t, func(t *testing.T, h *fake.Hub) {
		d := open(t, h, nil)
		d.live(t, h, time.Second)
		h.Freeze(true)
		time.Sleep(9 * time.Second)
		if s, _ := d.state(); s != Live {
			t.Errorf("%s after nine seconds", s)
		}
		if !d.feed.Clock().Stale() { // D-15: over 3 s
			t.Error("not stale without a heartbeat")
		}
		h.Freeze(false)
		h.Freeze(true)
		until(t, "dead", 3*time.Second, func() bool { s, _ := d.state(); return s == Offline })
		h.Freeze(false)
		d.live(t, h, 10*time.Second)
		if d.why(Offline) != link.CodeSilent {
			t.Errorf("offline because of %q", d.why(Offline))
		}
		if d.feed.Clock().Stale() {
			t.Error("stale although welcomed")
		}
	})
}

func TestMutedHubIsStaleWhileEventsFlow(t *testing.T) { // D-15
	bubble(t, func(t *testing.T, h *fake.Hub) {
		h.Load(fake.Chats(1, 1)...)
		d := open(t, h, nil)
		d.live(t, h, time.Second)
		h.Mute(true)
		for i := 2; i < 22; i++ {
			h.Push(fake.Line(1, i, "still here"))
			time.Sleep(time.Second)
		}
		if s, _ := d.state(); s != Live || !d.feed.Clock().Stale() {
			t.Errorf("%s, stale %t", s, d.feed.Clock().Stale())
		}
		h.Mute(false)
		until(t, "fresh", 1500*time.Millisecond, func() bool { return !d.feed.Clock().Stale() })
	})
}

func TestHubThatNeverSaysLiveIsLeft(t *testing.T) {
	bubble(t, func(t *testing.T, h *fake.Hub) {
		h.Stall(true)
		d := open(t, h, nil)
		if why := d.waitFor(t, Offline, 13*time.Second); why.Code != CodeStalled {
			t.Errorf("%+v", why)
		}
		h.Stall(false)
		d.live(t, h, 5*time.Second)
	})
}

func TestAnswersOfAnOlderConnectionAreDropped(t *testing.T) {
	bubble(t, func(t *testing.T, h *fake.Hub) {
		d := open(t, h, nil)
		d.live(t, h, time.Second)
		h.Drop()
		until(t, "second connection", 5*time.Second, func() bool { s, _ := d.state(); return s == Live && d.generation() == 2 })
		d.stop()
		p := (*protocol)(d.feed)
		late := wire.AppendFrame(nil, &wire.Frame{Kind: wire.FrameResult, Command: "01J", OK: true})
		if _, err := p.Receive(1, late); err != nil || len(d.results) != 0 || d.feed.Stats().OldGeneration != 1 {
			t.Errorf("%v, results %v", err, d.results)
		}
		if _, err := p.Receive(2, late); err != nil || len(d.results) != 1 {
			t.Errorf("%v, results %v", err, d.results)
		}
	})
}

func TestCommandsAreSentAndAnswered(t *testing.T) {
	bubble(t, func(t *testing.T, h *fake.Hub) {
		h.Answer(func(f wire.Frame) wire.Frame {
			if f.Wanted == chat.NameTakeOver {
				return wire.Frame{Code: "taken", Words: "Asha was faster."}
			}
			return wire.Frame{OK: true}
		})
		h.RefuseHTTP(503)
		d := open(t, h, nil)
		d.waitFor(t, Offline, time.Second)
		post := chat.Command{ID: "1", Chat: "c1", Body: &chat.PostMessage{Text: "Hello."}}
		if err := d.feed.Send(post); !errors.Is(err, ErrNotConnected) {
			t.Errorf("offline: %v", err)
		}
		h.RefuseHTTP(0)
		d.live(t, h, time.Minute)
		for _, c := range []chat.Command{post, {ID: "2", Chat: "c1", Body: &chat.TakeOver{Reason: "asked"}}} {
			if err := d.feed.Send(c); err != nil {
				t.Fatal(err)
			}
		}
		long := chat.Command{ID: "3", Body: &chat.PostMessage{Text: strings.Repeat("x", wire.MaxFromDesk)}}
		if err := d.feed.Send(long); !errors.Is(err, ErrTooLong) {
			t.Errorf("long: %v", err)
		}
		synctest.Wait()
		if len(d.results) != 2 || !d.results[0].OK || d.results[0].ID != "1" || d.results[0].Refusal != nil {
			t.Fatalf("%+v", d.results)
		}
		if r := d.results[1]; r.OK || r.ID != "2" || *r.Refusal != (chat.Refusal{Code: chat.RefusedTaken, Words: "Asha was faster."}) {
			t.Errorf("%+v", r)
		}
		if got := h.Commands(); len(got) != 2 || got[1].Wish.(*chat.TakeOver).Reason != "asked" {
			t.Errorf("%+v", got)
		}
	})
}

func TestUnknownThingsAreCounted(t *testing.T) {
	bubble(t, func(t *testing.T, h *fake.Hub) {
		h.Load(fake.Chats(1, 1)...)
		d := open(t, h, nil)
		d.live(t, h, time.Second)
		h.Raw(`{"k":"song","verse":2}`)
		h.PushRaw(`{"id":"p","at":1,"chat":"c1","kind":"ChatPainted","body":{"colour":1}}`)
		h.Push(fake.Line(1, 2, "and on"))
		d.live(t, h, time.Second)
		if s := d.feed.Stats().Wire; s.UnknownFrames != 1 || s.UnknownFields != 1 || s.UnknownKinds != 1 {
			t.Errorf("%+v", s)
		}
		if len(h.Hellos()) != 1 || len(d.gapped()) != 0 || d.items != 4 {
			t.Errorf("hellos %d, gaps %v, items %d", len(h.Hellos()), d.gapped(), d.items)
		}
	})
}

func TestSlowSinkIsNotADeadConnection(t *testing.T) {
	bubble(t, func(t *testing.T, h *fake.Hub) {
		h.Load(fake.Chats(1, 1)...)
		d := open(t, h, nil)
		d.live(t, h, time.Second)
		d.mu.Lock()
		d.pause = 30 * time.Second
		d.mu.Unlock()
		h.Push(fake.Line(1, 2, "slow"))
		time.Sleep(time.Minute)
		d.live(t, h, time.Second)
		if len(h.Hellos()) != 1 {
			t.Errorf("%d connections", len(h.Hellos()))
		}
	})
}
