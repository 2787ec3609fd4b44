package daybook

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/coverage"
	"floorwalker/app/policy"
	"floorwalker/app/referee"
	"floorwalker/assets"
	"floorwalker/sync/wire"
)

// streams are a log and an audit stream in memory, with the numbers of each fact.
type streams struct {
	t     *testing.T
	now   chat.Instant
	log   []line
	audit []line
	ring  int // how many of the newest lines need no reading of the log
	reads int
	n     int
}

type line struct {
	seq uint64
	raw []byte
	at  chat.Instant
	of  chat.ChatID
}

// morning is 10:00 in India on a Monday.
var morning = chat.InstantOf(time.Date(2026, 11, 23, 4, 30, 0, 0, time.UTC))

func newStreams(t *testing.T) *streams {
	s := &streams{t: t, now: morning, ring: 50}
	for id, role := range map[chat.AgentID]chat.Role{"asha": chat.RolePrimary, "rohan": chat.RoleSecondary, "meera": chat.RoleLead} {
		s.says("", &chat.AgentAdded{Agent: id, Name: string(id), Role: role})
		s.says("", &chat.PresenceChanged{Agent: id, Presence: chat.PresenceOnline})
	}
	return s
}

// says puts an event on the log.
func (s *streams) says(id chat.ChatID, b chat.Body) {
	s.n++
	e := chat.Event{ID: chat.EventID(fmt.Sprint("e", s.n)), Chat: id, At: s.now, By: "asha", Body: b}
	if m, ok := b.(*chat.MessagePosted); ok {
		m.Message = chat.MessageID(e.ID)
	}
	last := uint64(0)
	if len(s.log) > 0 {
		last = s.log[len(s.log)-1].seq
	}
	s.log = append(s.log, line{last + 1 + uint64(s.n%3), wire.AppendEvent(nil, &e), s.now, id})
}

// looks puts a fact on the audit stream.
func (s *streams) looks(k referee.AuditKind, a chat.AgentID, id chat.ChatID) {
	s.n++
	raw, err := json.Marshal(referee.AuditFact{ID: chat.CommandID(fmt.Sprint("a", s.n)), Kind: k, Chat: id, Agent: a, At: s.now})
	if err != nil {
		s.t.Fatal(err)
	}
	s.audit = append(s.audit, line{uint64(2 * s.n), raw, s.now, id})
}

func (s *streams) pass(d time.Duration) { s.now = s.now.Add(d) }

func visitAll(lines []line, after uint64, visit func(uint64, []byte) error) error {
	for _, l := range lines {
		if l.seq <= after {
			continue
		}
		if err := visit(l.seq, l.raw); err != nil {
			return err
		}
	}
	return nil
}

func (s *streams) Read(_ context.Context, after uint64, visit func(uint64, []byte) error) error {
	s.reads++
	return visitAll(s.log, after, visit)
}

func (s *streams) ReadAudit(_ context.Context, after uint64, visit func(uint64, []byte) error) error {
	return visitAll(s.audit, after, visit)
}

func (s *streams) ReadChat(_ context.Context, id chat.ChatID, visit func(uint64, []byte) error) error {
	var of []line
	for _, l := range s.log {
		if l.of == id {
			of = append(of, l)
		}
	}
	return visitAll(of, 0, visit)
}

func (s *streams) newest() uint64 { return s.log[len(s.log)-1].seq }

func (s *streams) fresh(after uint64) (lines [][]byte, at uint64, ok bool) {
	from := max(len(s.log)-s.ring, 0)
	if from > 0 && after < s.log[from-1].seq {
		return nil, after, false
	}
	at = after
	for _, l := range s.log[from:] {
		if l.seq > after && len(lines) < 7 {
			lines, at = append(lines, l.raw), l.seq
		}
	}
	return lines, at, true
}

func (s *streams) book(began chat.Instant) *Book {
	ed := assets.Edition()
	return New(Config{
		Journal: s, Edition: func() *policy.Edition { return ed }, Now: func() chat.Instant { return s.now }, Began: began,
		Newest: s.newest, Fresh: s.fresh,
		Team: func(context.Context) (lines [][]byte, err error) {
			for _, l := range s.log {
				if l.of == "" {
					lines = append(lines, l.raw)
				}
			}
			return lines, nil
		},
	})
}

func (s *streams) ask(b *Book, who chat.AgentID, role chat.Role) coverage.Figures {
	s.t.Helper()
	a, err := b.Ask(s.t.Context(), who, role)
	if err != nil {
		s.t.Fatal(err)
	}
	return a.Coverage
}

// gaps are the figures in words.
func gaps(f coverage.Figures) string {
	var words []string
	for _, g := range f.Eyes.Gaps {
		words = append(words, fmt.Sprintf("%s %d-%d", g.Chat, g.From.Sub(morning)/time.Second, g.To.Sub(morning)/time.Second))
	}
	return fmt.Sprintf("%d/%d %s", f.Eyes.Seen, f.Eyes.Due, strings.Join(words, ", "))
}

func opened() *chat.ChatOpened { return &chat.ChatOpened{Bot: true, Driver: "scripted"} }

// TestGapsByChatAndSecond puts gaps in by hand; all are found, and no other (D-10).
func TestGapsByChatAndSecond(t *testing.T) {
	s := newStreams(t)
	b := s.book(morning)
	s.says("looked", opened())
	s.says("late", opened())
	s.says("never", opened())
	s.pass(100 * time.Second)
	s.looks(referee.AuditObserved, "rohan", "looked")
	s.pass(50 * time.Second)
	s.looks(referee.AuditObserved, "rohan", "late")
	s.pass(30 * time.Second)
	if got := gaps(s.ask(b, "asha", chat.RolePrimary)); got != "1/3 late 120-150, never 120-180" {
		t.Error(got)
	}
	s.says("never", &chat.ChatClosed{Reason: "over"})
	s.pass(time.Hour)
	if got := gaps(s.ask(b, "asha", chat.RolePrimary)); got != "1/3 late 120-150, never 120-180" {
		t.Error(got)
	}
}

// TestWhoIsToldOfWhoLooks: a lead's look is told to leads, and nobody's to who serves
// the chat, or has served it today (D-03).
func TestWhoIsToldOfWhoLooks(t *testing.T) {
	s := newStreams(t)
	b := s.book(morning)
	for _, id := range []chat.ChatID{"by-lead", "by-rohan", "served"} {
		s.says(id, opened())
	}
	s.pass(time.Second)
	s.looks(referee.AuditObserved, "meera", "by-lead")
	s.looks(referee.AuditObserved, "rohan", "by-rohan")
	s.looks(referee.AuditObserved, "rohan", "served")
	s.pass(3 * time.Minute)
	s.says("served", &chat.ChatTakenOver{Agent: "asha"})
	s.pass(time.Second)
	for who, want := range map[chat.AgentID]string{
		"rohan": "2/3 by-lead 120-182",
		"asha":  "1/3 by-lead 120-182, served 120-181",
		"zoya":  "3/3 ",
		"":      "3/3 ",
	} {
		role := chat.RolePrimary
		if who == "zoya" || who == "" {
			role = chat.RoleLead
		}
		if got := gaps(s.ask(b, who, role)); got != want {
			t.Errorf("%q is told %q, want %q", who, got, want)
		}
	}
	s.says("served", &chat.ChatForwarded{From: "asha", To: "rohan"})
	s.pass(time.Second)
	if got := gaps(s.ask(b, "asha", chat.RolePrimary)); got != "1/3 by-lead 120-183, served 120-181" {
		t.Errorf("whoever has served it is told %q", got)
	}
	if got := gaps(s.ask(b, "meera", chat.RoleLead)); got != "3/3 " {
		t.Errorf("a lead is told %q", got)
	}
}

// TestTheDayIsTheSameForEverybody: what can be published tells of nobody who looked at
// a chat that somebody serves, and of no lead (D-03, A-12).
func TestTheDayIsTheSameForEverybody(t *testing.T) {
	s := newStreams(t)
	b := s.book(morning)
	for _, id := range []chat.ChatID{"by-lead", "by-rohan", "served"} {
		s.says(id, opened())
	}
	s.pass(time.Second)
	s.looks(referee.AuditObserved, "meera", "by-lead")
	s.looks(referee.AuditObserved, "rohan", "by-rohan")
	s.looks(referee.AuditObserved, "rohan", "served")
	s.pass(3 * time.Minute)
	s.says("served", &chat.ChatTakenOver{Agent: "asha"})
	s.pass(time.Second)
	for who, role := range map[chat.AgentID]chat.Role{"rohan": chat.RoleSecondary, "asha": chat.RolePrimary, "meera": chat.RoleLead, "": chat.RoleLead} {
		a, err := b.Ask(t.Context(), who, role)
		if err != nil {
			t.Fatal(err)
		}
		if got := gaps(a.Day.Coverage); got != "1/3 by-lead 120-182, served 120-181" {
			t.Errorf("%q may publish %q", who, got)
		}
	}
}

// TestNobodyLooksWhoIsNotThere: an observation ends with the connection, and with the
// hub that knew of it.
func TestNobodyLooksWhoIsNotThere(t *testing.T) {
	for name, end := range map[string]func(*streams) *Book{
		"gone offline": func(s *streams) *Book {
			b := s.book(morning)
			s.says("", &chat.PresenceChanged{Agent: "rohan", Presence: chat.PresenceOffline})
			return b
		},
		"hub killed": func(s *streams) *Book { return s.book(s.now) },
		"stopped": func(s *streams) *Book {
			b := s.book(morning)
			s.looks(referee.AuditStopped, "rohan", "c")
			return b
		},
	} {
		s := newStreams(t)
		s.says("c", opened())
		s.looks(referee.AuditObserved, "rohan", "c")
		s.pass(time.Minute)
		b := end(s)
		s.pass(time.Minute)
		s.says("c", &chat.TriggerRaised{Trigger: chat.Trigger{Rule: "frustration", Level: chat.LevelAlert, RaisedAt: s.now}})
		s.pass(3 * time.Minute)
		if got := gaps(s.ask(b, "asha", chat.RolePrimary)); got != "1/2 c 240-300" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestADayEnds: what is open goes over, and the figures begin anew.
func TestADayEnds(t *testing.T) {
	s := newStreams(t)
	b := s.book(morning)
	s.pass(14*time.Hour - 3*time.Minute) // 23:57
	s.says("c", opened())
	s.pass(2 * time.Minute)
	if got := gaps(s.ask(b, "", chat.RoleLead)); got != "0/0 " {
		t.Error(got)
	}
	s.pass(2 * time.Minute) // 00:01
	if got := gaps(s.ask(b, "", chat.RoleLead)); got != "0/1 c 50400-50460" {
		t.Errorf("after midnight: %s", got)
	}
	s.says("d", opened())
	s.looks(referee.AuditObserved, "meera", "d")
	if got := gaps(s.ask(b, "", chat.RoleLead)); got != "1/2 c 50400-50460" {
		t.Errorf("on the next day: %s", got)
	}
}

// TestEveryLineOnTheLogIsAJudgedOne: the machine's half counts them, once each
// (G-QUAL-03).
func TestEveryLineOnTheLogIsAJudgedOne(t *testing.T) {
	s := newStreams(t)
	b := s.book(morning)
	s.says("c", opened())
	for range 3 {
		s.says("c", &chat.MessagePosted{From: chat.SpeakerCustomer, Text: "hello"})
	}
	s.says("c", &chat.MessagePosted{From: chat.SpeakerAgent, Text: "hello"})
	if f := s.ask(b, "asha", chat.RolePrimary); f.Machine.Lines != 3 || f.Machine.Judged != 3 || len(f.Machine.Missed) != 0 {
		t.Errorf("%+v", f.Machine)
	}
}

// TestABookThatBeginsLater says what one says that was there all day, whatever it had
// to read, with chats that began on another day.
func TestABookThatBeginsLater(t *testing.T) {
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 10))
		s := newStreams(t)
		s.now = morning.Add(-24 * time.Hour)
		for range rng.IntN(60) {
			s.random(rng)
		}
		s.now = morning
		early := s.book(morning.Add(-48 * time.Hour))
		for range 120 {
			s.random(rng)
			if rng.IntN(4) == 0 {
				s.ask(early, "asha", chat.RolePrimary)
			}
		}
		s.ring = 1 + rng.IntN(400)
		late := s.book(morning.Add(-48 * time.Hour))
		for who, role := range map[chat.AgentID]chat.Role{"asha": chat.RolePrimary, "meera": chat.RoleLead, "": chat.RoleLead} {
			a, b := s.ask(early, who, role), s.ask(late, who, role)
			if !reflect.DeepEqual(a, b) {
				t.Fatalf("seed %d: %q is told\n%+v\n%+v", seed, who, a, b)
			}
		}
	}
}

// random makes something happen; looks are audited in their order.
func (s *streams) random(rng *rand.Rand) {
	id := chat.ChatID(fmt.Sprint("c", rng.IntN(6)))
	who := []chat.AgentID{"asha", "rohan", "meera"}[rng.IntN(3)]
	s.pass(time.Duration(rng.IntN(50)) * time.Second)
	switch rng.IntN(10) {
	case 0, 1:
		s.says(id, opened())
	case 2:
		s.says(id, &chat.ChatClosed{Reason: "over"})
	case 3:
		s.says(id, &chat.ChatTakenOver{Agent: who})
	case 4:
		s.says(id, &chat.TriggerRaised{Trigger: chat.Trigger{Rule: "frustration", Level: chat.LevelAlert, RaisedAt: s.now}})
	case 5:
		s.says("", &chat.CoverChanged{Agent: who, Role: chat.RolePrimary, Shift: "s"})
	case 6:
		s.says(id, &chat.MessagePosted{From: chat.SpeakerCustomer, Text: "hello"})
	case 7, 8:
		s.looks(referee.AuditObserved, who, id)
	default:
		s.looks(referee.AuditStopped, who, id)
	}
}

// TestWhereADayBegins looks for it on streams of any length and with any holes.
func TestWhereADayBegins(t *testing.T) {
	for seed := range uint64(2000) {
		rng := rand.New(rand.NewPCG(seed, 11))
		var lines []line
		seq, at := uint64(0), chat.Instant(1000)
		for range rng.IntN(40) {
			seq, at = seq+1+uint64(rng.IntN(5)), at+chat.Instant(rng.IntN(3))
			lines = append(lines, line{seq: seq, raw: fmt.Appendf(nil, `{"At":%d}`, at)})
		}
		from, reads := 1000+chat.Instant(rng.IntN(90)), 0
		after, err := seek(t.Context(), func(_ context.Context, after uint64, visit func(uint64, []byte) error) error {
			reads++
			return visitAll(lines, after, visit)
		}, from, instantOfFact)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range lines {
			got, err := instantOfFact(l.raw)
			if err != nil || (got >= from) != (l.seq > after) {
				t.Fatalf("seed %d: behind %d, but %d is at %d, %v; the day begins at %d", seed, after, l.seq, got, err, from)
			}
		}
		if reads > 24 {
			t.Fatalf("seed %d: %d places were looked at", seed, reads)
		}
	}
}

// TestAStreamThatFails is told, and read again.
func TestAStreamThatFails(t *testing.T) {
	s := newStreams(t)
	b := s.book(morning)
	s.says("c", opened())
	s.ask(b, "", chat.RoleLead)
	s.audit = append(s.audit, line{seq: 1 << 40, raw: []byte("damaged")})
	if _, err := b.Ask(t.Context(), "", chat.RoleLead); err == nil {
		t.Error("a damaged audit stream is not told")
	}
	s.audit = nil
	s.pass(3 * time.Minute)
	if got := gaps(s.ask(b, "", chat.RoleLead)); got != "0/1 c 120-180" {
		t.Error(got)
	}
}

// TestWhoeverHangsUpDoesNotEndTheReading that Run and others wait for.
func TestWhoeverHangsUpDoesNotEndTheReading(t *testing.T) {
	s := newStreams(t)
	s.says("c", opened())
	b := s.book(morning)
	run, stop := context.WithCancel(t.Context())
	defer stop()
	ended := make(chan struct{})
	entered, hangUp := make(chan struct{}), make(chan struct{})
	b.cfg.Journal = &slow{streams: s, entered: entered, on: hangUp}
	go func() { defer close(ended); _ = b.Run(run) }() // it has nothing to say
	<-entered                                          // Run reads
	asks, cancel := context.WithCancel(t.Context())
	cancel()
	close(hangUp)
	if _, err := b.Ask(asks, "", chat.RoleLead); err != nil {
		t.Errorf("the reading ended with who had asked: %v", err)
	}
	stop()
	<-ended
	s.pass(time.Second)
	s.says("d", opened())
	if _, err := b.Ask(asks, "", chat.RoleLead); err == nil {
		t.Error("nobody reads, and who hung up reads on")
	}
	if got := gaps(s.ask(b, "", chat.RoleLead)); got != "0/0 " {
		t.Errorf("after the hub has ended, %s", got)
	}
}

// slow is a journal that waits once, and then heeds its context as the real one does.
type slow struct {
	*streams
	entered chan struct{}
	on      chan struct{}
}

func (s *slow) ReadAudit(ctx context.Context, after uint64, visit func(uint64, []byte) error) error {
	if s.entered != nil {
		close(s.entered)
		s.entered = nil
	}
	<-s.on
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.streams.ReadAudit(ctx, after, visit)
}
