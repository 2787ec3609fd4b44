package app

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/alert"
	"floorwalker/app/chat"
	"floorwalker/app/coverage"
	"floorwalker/app/followup"
	"floorwalker/app/policy"
	"floorwalker/app/record"
	"floorwalker/app/report"
	"floorwalker/app/shift/handover"
	"floorwalker/assets"
)

// pen signs by a key that follows from its name; locked is a keychain that is.
type pen struct {
	name   string
	locked error
}

func (p pen) private() ed25519.PrivateKey {
	seed := sha256.Sum256([]byte(p.name))
	return ed25519.NewKeyFromSeed(seed[:])
}

func (p pen) Key() (ed25519.PublicKey, error) {
	if p.locked != nil {
		return nil, p.locked
	}
	return p.private().Public().(ed25519.PublicKey), nil
}

func (p pen) Sign(b []byte) ([]byte, error) { return ed25519.Sign(p.private(), b), p.locked }

// fakeDays answers with a day, or an error.
type fakeDays struct {
	day report.Day
	err error
	n   int
}

func (f *fakeDays) Day(context.Context) (report.Day, error) { f.n++; return f.day, f.err }

func (f *fakeDays) Coverage(context.Context) (coverage.Figures, error) {
	return f.day.Coverage, f.err
}

func (f *fakeDays) Handover(context.Context, string) ([]byte, error) { return []byte("{}"), f.err }

// people are Asha, Ben and Lena, all online.
func people(s *stage) (es []chat.Event) {
	for _, a := range []chat.AgentAdded{
		{Agent: "asha", Name: "Asha", Role: chat.RolePrimary},
		{Agent: "ben", Name: "Ben", Role: chat.RoleSecondary},
		{Agent: "lena", Name: "Lena", Role: chat.RoleLead},
	} {
		es = append(es, s.ev("", &a), s.ev("", &chat.PresenceChanged{Agent: a.Agent, Presence: chat.PresenceOnline}))
	}
	return es
}

// rostered is the policy that ships with Asha on every day, and Ben behind her.
func rostered() *policy.Edition {
	ed := *assets.Edition()
	for _, day := range []policy.DayType{policy.DayWeekday, policy.DayWeekend, policy.DayHoliday} {
		ed.Roster = append(ed.Roster,
			policy.RosterSlot{Day: day, Role: policy.RolePrimary, Agent: "asha"},
			policy.RosterSlot{Day: day, Role: policy.RoleSecondary, Agent: "ben"})
	}
	return &ed
}

func TestWishesOfAShift(t *testing.T) {
	guided(t, func(t *testing.T, s *stage) {
		s.running(people(s)...)
		for _, tc := range []struct {
			do   func(*Desk)
			want string
		}{
			{func(d *Desk) { d.StartShift("s", nil) }, "StartShift "},
			{func(d *Desk) { d.EndShift("s") }, "EndShift "},
			{func(d *Desk) { d.AskCover("ben", "lunch") }, "AskCover "},
			{func(d *Desk) { d.AnswerCover("a", true, "") }, "AnswerCover "},
			{func(d *Desk) { d.TakeCover("I am here.") }, "TakeCover "},
			{func(d *Desk) { d.OverrideBreak("ben", "alone") }, "OverrideBreak "},
			{func(d *Desk) { d.EndBreak() }, "EndBreak "},
			{func(d *Desk) { d.RetireKey("ben", "stolen", func(error) {}) }, "RetireKey "},
			{func(d *Desk) { d.SubmitBotErrors("s", true) }, "SubmitBotErrors "},
			{func(d *Desk) { d.OfferCallback("c", chat.CallFrustrated, "") }, "OfferCallback c"},
			{func(d *Desk) { d.ScheduleCallback("c", chat.ScheduleCallback{}) }, "ScheduleCallback c"},
			{func(d *Desk) { d.ReviewNight("c", true, "") }, "ReviewNight c"},
			{func(d *Desk) { d.UnlockNight("c", "asked") }, "UnlockNight c"},
			{func(d *Desk) { d.WriteBotError("c", chat.WriteBotError{}) }, "WriteBotError c"},
		} {
			s.stream.take()
			tc.do(s.desk)
			s.settle()
			want(t, tc.want, s.stream.take(), []string{tc.want})
		}
	})
}

// What a desk says of whoever sits at it is of this moment, and said again on a new
// connection.
func TestIdleIsToldAgain(t *testing.T) { // G-COV-02
	guided(t, func(t *testing.T, s *stage) {
		s.running(people(s)...)
		s.stream.take()
		s.desk.SetIdle(true)
		s.desk.SetIdle(true)
		s.settle()
		want(t, "once", s.stream.take(), []string{"SetIdle "})
		offline(s)
		s.desk.SetIdle(false)
		s.desk.SetIdle(true)
		s.settle()
		want(t, "nothing waits", len(s.cache.now().outbox), 0)
		online(s)
		want(t, "and again", s.stream.take(), []string{"SetIdle "})
	})
}

// G-ON-01, G-ON-02: the worklist, closed chats included, n of N.
func TestTheNightsWorklist(t *testing.T) {
	guided(t, func(t *testing.T, s *stage) {
		s.running(append(people(s), s.opened("a", "b", "day")...)...)
		from := now()
		s.give(s.ev("a", said("hello")), s.ev("a", &chat.NightFiled{Shift: "2000-01-01-1000", From: from}),
			s.ev("b", &chat.NightFiled{Shift: "2000-01-01-1000", From: from}))
		n := s.sleep(time.Second).Night
		want(t, "unreviewed", []any{n.Reviewed, n.Of(), n.Review.Sub(from), n.Call.Sub(from)}, []any{0, 2, 30 * time.Minute, 2 * time.Hour})
		s.give(s.ev("a", &chat.NightReviewed{Call: true}), s.ev("a", &chat.ChatClosed{}))
		n = s.sleep(time.Second).Night
		want(t, "one reviewed", []any{n.Reviewed, n.Of(), n.Chats[0].Chat, n.Chats[1].Closed, n.Chats[1].Issue}, []any{1, 2, "b", true, "hello"})
	})
}

func TestWhoCovers(t *testing.T) { // G-COV-03, A-56
	synctest.Test(t, func(t *testing.T) {
		s := newStageBy(t, newCache(), rostered())
		time.Sleep(30 * time.Hour) // six in the morning, UTC: half past eleven in the policy's zone
		s.running(append(people(s), s.ev("", &chat.CoverChanged{Agent: "asha", Role: chat.RolePrimary}))...)
		got := s.settle().Cover
		want(t, "the primary", []any{got.Mine, got.Nobody, got.Name, got.Running}, []any{true, false, "Asha", true})
		s.caller.take()
		s.give(s.ev("", &chat.CoverAsked{Ask: "q", From: "ben", To: "asha", Why: "lunch", Until: now().Add(15 * time.Second)}))
		got = s.settle().Cover
		want(t, "asked", []any{len(got.Asks), got.Asks[0].Mine, got.Asks[0].FromName}, []any{1, true, "Ben"})
		want(t, "rung", s.caller.causes(), []alert.Cause{alert.CauseCoverAsked})
		s.give(s.ev("", &chat.CoverAnswered{Ask: "q", Agent: "asha", Accepted: true}), s.ev("", &chat.CoverChanged{}))
		got = s.sleep(time.Second).Cover
		if !got.Nobody || !strings.HasPrefix(got.Words, "NO COVER") {
			t.Errorf("%+v", got)
		}
		want(t, "rung", s.caller.causes(), []alert.Cause{alert.CauseCoverAsked, alert.CauseNoCover})
		s.give(s.ev("", &chat.CoverChanged{Agent: "ben", Role: chat.RoleSecondary}))
		s.sleep(time.Second)
		want(t, "rung", s.caller.causes(), []alert.Cause{alert.CauseNoCover})
	})
}

// G-COV-01: the shift has begun when the hub says so, at a desk whose clock is a little
// behind the hub's too, and on a floor where nothing else happens.
func TestAShiftBeginsByTheHubsWord(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStageBy(t, newCache(), rostered())
		time.Sleep(28*time.Hour + 30*time.Minute - 10*time.Millisecond) // ten in the policy's zone, but for a moment
		s.running(people(s)...)
		want(t, "before", []any{s.settle().Cover.Running}, []any{false})
		e := s.ev("", &chat.CoverChanged{Agent: "asha", Role: chat.RolePrimary, Shift: "2000-01-02-1000"})
		e.At = now().Add(10 * time.Millisecond)
		s.give(e)
		got := s.settle().Cover
		want(t, "begun", []any{got.Mine, got.Running, got.Shift}, []any{true, true, "2000-01-02-1000"})
	})
}

// causes returns what was shown or withdrawn since it was last asked.
func (f *fakeCaller) causes() (cs []alert.Cause) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, a := range f.acts {
		cs = append(cs, a.Of().Cause)
	}
	f.acts = nil
	return cs
}

// The day's figures are there, with their age, after a cold start with the hub gone.
func TestTheDayOfAColdStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cache := newCache()
		s := newStageBy(t, cache, assets.Edition())
		days := &fakeDays{day: report.Day{Date: "2000-01-01", Chats: report.Chats{Opened: 7}}}
		s.desk.AttachDays(days)
		s.running()
		at := now()
		want(t, "fetched on arrival", []any{days.n, s.settle().Day.Chats.Opened, s.settle().Day.At}, []any{1, 7, at})
		days.err = errors.New("the hub is busy")
		s.desk.FetchDay()
		s.sleep(time.Second)
		want(t, "failed", []any{s.settle().Day.Failed, s.settle().Day.At}, []any{"the hub is busy", at})

		again := newStageBy(t, &fakeCache{disk: cache.now()}, assets.Edition())
		got := again.desk.Snapshot()
		want(t, "after a start", []any{got.Day.Chats.Opened, got.Day.At}, []any{7, at})
		var err error
		again.run()
		again.desk.PublishReport("s", func(e error) { err = e })
		again.settle()
		want(t, "published without a hub", err, ErrAway)
	})
}

func TestPublish(t *testing.T) { // G-OPS-05
	guided(t, func(t *testing.T, s *stage) {
		s.desk.AttachDays(&fakeDays{day: report.Day{Date: "2000-01-01"}})
		s.running(people(s)...)
		done, err := 0, error(nil)
		s.desk.PublishReport("s", func(e error) { done, err = done+1, e })
		s.settle()
		cmd := s.stream.last()
		w, _ := cmd.Body.(*chat.PublishReport)
		if w == nil || w.Shift != "s" || !strings.Contains(string(w.Report), `"date":"2000-01-01"`) || done != 0 {
			t.Fatalf("%+v, %d", cmd.Body, done)
		}
		s.desk.Result(cmd.ID, nil)
		s.settle()
		want(t, "answered", []any{done, err}, []any{1, nil})
	})
}

// The key of a desk is made known once, and not again after a lead has retired it
// (D-05).
func TestTheKeyOfADesk(t *testing.T) {
	guided(t, func(t *testing.T, s *stage) {
		s.desk.AttachSigner(pen{name: "asha"})
		s.running(people(s)...)
		cmd := s.stream.last()
		w, _ := cmd.Body.(*chat.RegisterKey)
		if w == nil {
			t.Fatalf("%+v", cmd.Body)
		}
		want(t, "not known yet", s.settle().Handovers.Key.Registered, false)
		s.give(s.fact(cmd, &chat.KeyRegistered{Agent: "asha", Key: w.Key}))
		want(t, "known", s.sleep(time.Second).Handovers.Key.Registered, true)
		s.give(s.ev("", &chat.KeyRetired{Agent: "asha", Key: w.Key, Reason: "stolen"}))
		s.sleep(time.Second)
		s.stream.take()
		offline(s)
		got := online(s)
		want(t, "retired", []any{got.Handovers.Key.Registered, s.stream.take()}, []any{false, []string{}})
		if !strings.Contains(got.Handovers.Key.Words, "retired") {
			t.Errorf("%+v", got.Handovers.Key)
		}
	})
}

// A locked keychain is said, and nothing is signed (D-05).
func TestALockedKeychain(t *testing.T) {
	guided(t, func(t *testing.T, s *stage) {
		locked := errors.New("the keychain is locked")
		s.desk.AttachSigner(pen{name: "asha", locked: locked})
		s.running(people(s)...)
		if words := s.sleep(time.Second).Handovers.Key.Words; !strings.Contains(words, "locked") {
			t.Errorf("%q", words)
		}
		var err error
		s.desk.SignHandover("s", "ben", "", nil, func(e error) { err = e })
		s.settle()
		if !errors.Is(err, locked) {
			t.Error(err)
		}
		offline(s)
		s.desk.SignHandover("s", "ben", "", nil, func(e error) { err = e })
		s.settle()
		want(t, "without a hub", err, ErrAway)
	})
}

// What goes over is collected, signed and sent; what comes is acknowledged, and its
// records become the receiver's (D-05).
func TestHandingOver(t *testing.T) {
	guided(t, func(t *testing.T, s *stage) {
		s.desk.AttachSigner(pen{name: "asha"})
		s.running(append(people(s), owing(s, "asha")...)...)
		draft := s.sleep(2 * time.Second).Handovers.Draft
		if len(draft) != 2 {
			t.Fatalf("%+v", draft)
		}
		var err error
		asked := 0
		got := func(e error) { asked, err = asked+1, e }
		s.desk.SignHandover("2000-01-01-0000", "ben", "A quiet day.", map[string]string{draft[0].ID: "Be kind."}, got)
		s.settle()
		cmd := s.stream.last()
		w, _ := cmd.Body.(*chat.SignHandover)
		if w == nil {
			t.Fatalf("%+v", cmd.Body)
		}
		f, bad := handover.Unpack(w.Document)
		if bad != nil {
			t.Fatal(bad)
		}
		doc := &f.Document
		want(t, "the document", []any{f.Check(), doc.Note, doc.Items[0].Note, len(doc.Items)}, []any{nil, "A quiet day.", "Be kind.", 2})
		s.desk.Result(cmd.ID, &chat.Refusal{Code: chat.RefusedGone, Words: "Another handover was signed meanwhile."})
		s.settle()
		want(t, "refused", []any{asked, err}, []any{1, "Another handover was signed meanwhile."})

		id := s.recordOf("ben")
		s.give(s.handed("ben", "asha", id))
		h := s.sleep(time.Second).Handovers
		if len(h.Waiting) != 1 {
			t.Fatalf("%+v", h)
		}
		want(t, "what waits", []any{h.Waiting[0].Mine, h.Waiting[0].FromName, h.Waiting[0].Open}, []any{true, "Ben", 1})
		want(t, "rung", slices.Contains(s.caller.causes(), alert.CauseHandover), true)
		s.desk.AcknowledgeHandover("h", []string{"follow-up:" + string(id)}, got)
		s.settle()
		cmd = s.stream.last()
		ack, _ := cmd.Body.(*chat.AcknowledgeHandover)
		if ack == nil {
			t.Fatalf("%+v", cmd.Body)
		}
		if _, bad := handover.ReadAck(ack.Signature, "h", ack.Items, "asha"); bad != nil {
			t.Error(bad)
		}
		s.desk.Result(cmd.ID, nil)
		v, _ := s.settle().Shelves.FollowUps.Get(id)
		want(t, "whose record", []any{asked, err, v.Content.Assignee}, []any{2, nil, "asha"})
	})
}

// A lead who takes a handover in writing has its records, too (A-40, G-OPS-04).
func TestTakingAHandoverTakesItsRecords(t *testing.T) {
	guided(t, func(t *testing.T, s *stage) {
		s.desk.AttachSigner(pen{name: "asha"})
		s.running(people(s)...)
		mine, acked := s.recordOf("ben"), s.recordOf("ben")
		e := s.handed("ben", "lena", mine)
		w := e.Body.(*chat.HandoverSigned)
		w.Items = append(w.Items, chat.HandoverItem{ID: "acked", Kind: string(handover.KindFollowUp), Record: string(acked)})
		ack := s.ev("", &chat.HandoverAcknowledged{Hash: "h", Items: []string{"acked"}})
		ack.By = "lena"
		s.give(e, ack)
		s.settle()
		var err error
		s.desk.TakeHandover("h", "ben", "I see to the rest.", func(e error) { err = e })
		s.settle()
		cmd := s.stream.last()
		owner := func(id record.ID) chat.AgentID {
			v, _ := s.settle().Shelves.FollowUps.Get(id)
			return v.Content.Assignee
		}
		want(t, "before the hub's word", owner(mine), "ben")
		s.desk.Result(cmd.ID, nil)
		want(t, "whose records", []any{owner(mine), owner(acked), err}, []any{"asha", "ben", nil})
	})
}

// A desk that ended between the hub's word and the writing takes its records when it is
// back, once: what its person gave back since stays given back.
func TestRecordsAreTakenByADeskThatComesBack(t *testing.T) {
	guided(t, func(t *testing.T, s *stage) {
		s.running(people(s)...)
		acked, taken, edited := s.recordOf("ben"), s.recordOf("ben"), s.recordOf("ben")
		open, lenas := s.recordOf("ben"), s.recordOf("lena")
		owners := func() (who []any) {
			for _, id := range []record.ID{acked, taken, edited, open, lenas} {
				v, _ := s.settle().Shelves.FollowUps.Get(id)
				who = append(who, v.Content.Assignee)
			}
			return who
		}
		change := func(id record.ID, to chat.AgentID) {
			v, _ := s.settle().Shelves.FollowUps.Get(id)
			s.desk.PutFollowUp(Edit{ID: id, Basis: v.Revision}, v.Content.Assign(to), func(record.ID, error) {})
			s.settle()
		}
		signed := func(hash string, ids ...record.ID) {
			e := s.handed("ben", "asha", ids[0])
			w := e.Body.(*chat.HandoverSigned)
			w.Hash, w.Items = hash, nil
			for _, id := range ids {
				w.Items = append(w.Items, chat.HandoverItem{ID: string(id), Record: string(id)})
			}
			s.give(e)
		}
		s.sleep(time.Minute)
		offline(s)
		by := func(e chat.Event) chat.Event { e.By = "asha"; return e }
		signed("h", acked, edited, open, lenas)
		s.give(by(s.ev("", &chat.HandoverAcknowledged{Hash: "h", Items: []string{string(acked), string(edited), string(lenas)}})))
		signed("w", taken)
		s.give(by(s.ev("", &chat.HandoverTaken{Hash: "w", Agent: "ben", Note: "I see to it"})))
		want(t, "offline", owners(), []any{"ben", "ben", "ben", "ben", "lena"})
		s.sleep(time.Minute)
		v, _ := s.settle().Shelves.FollowUps.Get(edited)
		s.desk.PutFollowUp(Edit{ID: edited, Basis: v.Revision}, v.Content.Reschedule(now().Add(time.Hour)), func(record.ID, error) {})
		online(s)
		want(t, "back", owners(), []any{"asha", "asha", "ben", "ben", "lena"})
		s.sleep(time.Minute)
		change(acked, "ben") // it is given back
		offline(s)
		online(s)
		want(t, "and once only", owners(), []any{"ben", "asha", "ben", "ben", "lena"})
	})
}

// recordOf writes a record that somebody else has to call for.
func (s *stage) recordOf(owner chat.AgentID) (id record.ID) {
	f := followup.FollowUp{Customer: "Isha K.", Reason: "The invoice", Due: now().Add(9 * time.Hour), Assignee: owner}
	s.desk.PutFollowUp(Edit{}, f.Opened("asha", now()), func(got record.ID, _ error) { id = got })
	s.settle()
	return id
}

// handed is a handover of a record, from somebody to somebody.
func (s *stage) handed(from, to chat.AgentID, id record.ID) chat.Event {
	e := s.ev("", &chat.HandoverSigned{Shift: "s", Hash: "h", To: to, Due: now().Add(10 * time.Minute), Items: []chat.HandoverItem{
		{ID: "follow-up:" + string(id), Kind: string(handover.KindFollowUp), Record: string(id), Title: "Call Isha K."},
	}})
	e.By = from
	return e
}

// What is made from the whole floor is made anew once in a second at most, and
// nobody is told if it is the same.
func TestTheListsOfAShiftAreNotMadePerEvent(t *testing.T) {
	guided(t, func(t *testing.T, s *stage) {
		s.running(append(people(s), s.opened("a", "b")...)...)
		s.sleep(2 * time.Second)
		s.told()
		made := s.desk.shift.made
		for range 100 {
			s.give(s.ev("a", &chat.TriggerRaised{Trigger: chat.Trigger{Rule: "r", RaisedAt: now()}}), s.ev("a", &chat.TriggerCleared{Rule: "r"}))
			s.sleep(time.Millisecond)
		}
		s.sleep(3 * time.Second)
		if s.desk.shift.made == made {
			t.Error("never made anew")
		}
		if n := len(s.told()); n > 4 {
			t.Errorf("%d snapshots of lists that are the same", n)
		}
	})
}

// The list of calls, the records, the night and what waits to be acknowledged are
// there after a cold start with the hub gone (issue 6: "usable with the hub gone").
func TestAColdStartWithoutAHub(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cache := newCache()
		s := newStageBy(t, cache, assets.Edition())
		s.running(append(append(people(s), owing(s, "asha")...),
			s.ev("c", &chat.NightFiled{Shift: "2000-01-01-1000", From: now()}))...)
		id := s.recordOf("asha")
		cmd := s.stream.last()
		saved := s.fact(cmd, &chat.RecordSaved{Shelf: chat.ShelfFollowUps, Version: cmd.Body.(*chat.SaveRecord).Version})
		s.give(saved, s.handed("ben", "asha", id))
		s.desk.Result(cmd.ID, nil)
		s.sleep(2 * time.Second)

		kept := &fakeCache{disk: cache.now()}
		kept.me = &Me{Agent: "asha", Name: "Asha", Role: chat.RolePrimary, Floor: "main"}
		again := newStageBy(t, kept, assets.Edition())
		again.stream.setUp(false)
		again.run()
		got := again.sleep(2 * time.Second)
		want(t, "calls, night, handovers", []any{len(got.Calls), got.Night.Of(), len(got.Handovers.Waiting), len(got.Handovers.Draft)}, []any{2, 1, 1, 3})
		want(t, "the waiting one", []any{got.Handovers.Waiting[0].FromName, got.Handovers.Waiting[0].Items[0].Title}, []any{"Ben", "Call Isha K."})
		var b began
		again.desk.BeginCall(followup.Key{Record: id}, b.got)
		again.settle()
		want(t, "and one's own calls can be made", []any{b.err, b.id != ""}, []any{nil, true})
	})
}
