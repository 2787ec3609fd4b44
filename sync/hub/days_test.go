package hub

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/coverage"
	"floorwalker/app/report"
	"floorwalker/app/shift/handover"
	"floorwalker/app/shift/roster"
)

// shiftRig is a floor with a roster on a practice clock, on a Monday before its
// shift, with the three desks of its people.
type shiftRig struct {
	*rig
	tokens             map[chat.AgentID]string
	asha, rohan, meera *client
}

func newShiftRig(t *testing.T) *shiftRig {
	t.Helper()
	r := &shiftRig{tokens: make(map[chat.AgentID]string)}
	r.begin(t, newJournal(), 0)
	r.tokens["asha"], r.tokens["rohan"], r.tokens["meera"] = r.agent("Asha", chat.RolePrimary), r.agent("Rohan", chat.RoleSecondary), r.agent("Meera", chat.RoleLead)
	r.signIn()
	return r
}

func (r *shiftRig) begin(t testing.TB, j *memJournal, by time.Duration) {
	hand, practise := practising(by)
	// The practice clock stands on a Sunday; it is turned to Monday, 9:30.
	if by == 0 {
		wall, _ := standing()()
		if err := hand.Turn(monday(9, 30).Sub(wall)); err != nil {
			t.Fatal(err)
		}
	}
	r.rig = newRig(t, j, practise, func(c *Config) { c.Edition = rostered(t) })
}

func (r *shiftRig) signIn() {
	r.t.Helper()
	r.asha, r.rohan, r.meera = r.desk(r.tokens["asha"]), r.desk(r.tokens["rohan"]), r.desk(r.tokens["meera"])
	for _, a := range []chat.AgentID{"asha", "rohan", "meera"} {
		r.asha.sees(func(f *chat.Floor) bool { return f.Agent(a).Presence == chat.PresenceOnline })
	}
}

// kill ends the hub without a farewell, and starts the next.
func (r *shiftRig) kill() {
	r.t.Helper()
	j, by := r.journal.killed(), r.hub.cfg.Hand.By()
	if err := r.stop(); err != nil {
		r.t.Fatal(err)
	}
	r.begin(r.t, j, by)
	r.signIn()
}

func (r *shiftRig) turn(d time.Duration) {
	r.t.Helper()
	if err := r.hub.Turn(r.t.Context(), d); err != nil {
		r.t.Fatal(err)
	}
}

func (r *shiftRig) granted(c *client, id chat.CommandID, w chat.Wish) {
	r.t.Helper()
	if f := c.wish(id, "", w); !f.OK {
		r.t.Fatalf("%s: %s %s", w.Name(), f.Code, f.Words)
	}
}

// written is what Asha signs now for Rohan.
func (r *shiftRig) written(p pen) (f *handover.File, packed []byte) {
	r.t.Helper()
	err := r.hub.inspect(r.t.Context(), func(c *core) {
		at := c.glance()
		s, _ := roster.Of(c.edition).ShiftAt(at)
		var err error
		f, err = handover.Sign(handover.Build(c.floor, c.edition, handover.Brief{
			Shift: s.ID, From: "asha", To: "rohan", At: at, Note: "a quiet day", Items: handover.Collect(c.floor, c.calls.now(), "asha", at, c.edition),
		}), p)
		if err != nil {
			r.t.Error(err)
		}
	})
	if err != nil {
		r.t.Fatal(err)
	}
	if packed, err = f.Pack(); err != nil {
		r.t.Fatal(err)
	}
	return f, packed
}

func penOf(a chat.AgentID) pen { return (&stage{}).pen(a) }

// admin asks the admin socket's routes.
func (r *rig) admin(path string) (status int, body []byte) {
	rec := httptest.NewRecorder()
	r.hub.Admin().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, path, nil))
	return rec.Code, rec.Body.Bytes()
}

// TestAHandoverOverAKilledHub is signed on one hub and acknowledged on the next; its
// file verifies with the keys of the floor, and a changed one does not (D-05).
func TestAHandoverOverAKilledHub(t *testing.T) {
	r := newShiftRig(t)
	r.turn(time.Hour)
	if got := r.hub.edition.Load(); !roster.Of(got).Written() {
		t.Fatal("nobody is on the roster")
	}
	r.open("c", "d")
	r.asha.takes("t1", "c", "asha")
	r.asha.takes("t2", "d", "asha")
	pens := map[chat.AgentID]pen{"asha": penOf("asha"), "rohan": penOf("rohan")}
	for id, d := range map[chat.AgentID]*client{"asha": r.asha, "rohan": r.rohan} {
		key, _ := pens[id].Key() // a pen has one
		r.granted(d, chat.CommandID("key-"+id), &chat.RegisterKey{Key: key})
	}
	f, packed := r.written(pens["asha"])
	forged := *f
	forged.Document.Note = "an even quieter day"
	other, err := forged.Pack()
	if err != nil {
		t.Fatal(err)
	}
	for name, doc := range map[string][]byte{"changed after it was signed": other, "no document": []byte("x"), "cut off": packed[:len(packed)-9]} {
		if a := r.asha.wish(chat.CommandID(fmt.Sprint("bad-", len(doc))), "", &chat.SignHandover{Shift: f.Document.Shift, To: "rohan", Document: doc}); a.OK {
			t.Errorf("a document that is %s is taken", name)
		}
	}
	if a := r.rohan.wish("stolen", "", &chat.SignHandover{Shift: f.Document.Shift, To: "rohan", Document: packed}); a.OK {
		t.Error("a colleague hands over what Asha has signed")
	}
	r.granted(r.asha, "sign", &chat.SignHandover{Shift: f.Document.Shift, To: "rohan", Document: packed})
	r.kill()
	r.turn(9 * time.Minute)
	var items []string
	for _, it := range f.Document.Items {
		items = append(items, it.ID)
	}
	mark, err := handover.SignAck(f.Hash, items, "rohan", r.hub.now(), pens["rohan"])
	if err != nil {
		t.Fatal(err)
	}
	r.granted(r.rohan, "ack", &chat.AcknowledgeHandover{Hash: f.Hash, Items: items, Signature: mark})
	r.turn(time.Hour)
	r.asha.same()
	if h, _ := r.asha.floor.Handover(f.Hash); h.Open() || !h.Raised.IsZero() || r.asha.floor.Chat("c").Owner != "rohan" {
		t.Errorf("%+v; the chat is %q's", h, r.asha.floor.Chat("c").Owner)
	}
	r.verify(f)
}

// verify reads the file and the keys as floorhub does.
func (r *shiftRig) verify(f *handover.File) {
	r.t.Helper()
	status, file := r.askTickets(http.MethodGet, "/handover?shift="+f.Document.Shift, r.tokens["rohan"], "")
	if status != http.StatusOK {
		r.t.Fatalf("answered %d %s", status, file)
	}
	_, raw := r.admin("/keys")
	keys, err := handover.DecodeKeys(raw)
	if err != nil {
		r.t.Fatal(err)
	}
	got := handover.Verify([]byte(file), keys)
	if got.Status != handover.Good || !got.Vouched || got.Acked != len(f.Document.Items) || got.Acked < 2 {
		r.t.Errorf("%+v", got)
	}
	if status, _ := r.askTickets(http.MethodGet, "/handover?shift=never", r.tokens["rohan"], ""); status != http.StatusNotFound {
		r.t.Errorf("a shift that never was is answered %d", status)
	}
}

// TestAnOldHandoverIsReadFromTheLog after the floor has forgotten it.
func TestAnOldHandoverIsReadFromTheLog(t *testing.T) {
	r := newShiftRig(t)
	r.turn(time.Hour)
	key, _ := penOf("asha").Key() // a pen has one
	r.granted(r.asha, "key", &chat.RegisterKey{Key: key})
	f, packed := r.written(penOf("asha"))
	r.granted(r.asha, "sign", &chat.SignHandover{Shift: f.Document.Shift, To: "rohan", Document: packed})
	for n := range chat.KeepHandovers + 5 {
		r.team(fmt.Sprint("later", n), &chat.HandoverSigned{Shift: fmt.Sprint("later", n), Hash: fmt.Sprint(n), Document: packed})
	}
	r.kill()
	r.asha.same()
	if _, known := r.asha.floor.Handover(f.Hash); known {
		t.Fatal("the floor has it still")
	}
	status, file := r.askTickets(http.MethodGet, "/handover?shift="+f.Document.Shift, r.tokens["asha"], "")
	if got := handover.Verify([]byte(file), nil); status != http.StatusOK || got.Status != handover.Good {
		t.Errorf("answered %d: %+v", status, got)
	}
	read := r.archived()
	for _, shift := range []string{"never", "2026-11-23-10", "../2026-11-23-1000"} {
		r.team("news "+shift, &chat.HandoverSigned{Shift: "later", Hash: shift, Document: packed})
		if status, _ := r.askTickets(http.MethodGet, "/handover?shift="+shift, r.tokens["asha"], ""); status != http.StatusNotFound {
			t.Errorf("%q is answered %d", shift, status)
		}
	}
	if now := r.archived(); now != read || read == 0 {
		t.Errorf("the log was read up to %d for the name of no shift, and %d before", now, read)
	}
}

// archived is how far the log was read for handovers.
func (r *rig) archived() uint64 {
	r.hub.archive.mu.Lock()
	defer r.hub.archive.mu.Unlock()
	return r.hub.archive.seq
}

// TestAllHandoversOfAShift can be had, from the floor and from the log, and follow each
// other as one chain (D-05).
func TestAllHandoversOfAShift(t *testing.T) {
	r := newShiftRig(t)
	r.turn(time.Hour)
	key, _ := penOf("asha").Key() // a pen has one
	r.granted(r.asha, "key", &chat.RegisterKey{Key: key})
	var signed []*handover.File
	for _, id := range []chat.CommandID{"first", "second"} {
		f, packed := r.written(penOf("asha"))
		r.granted(r.asha, id, &chat.SignHandover{Shift: f.Document.Shift, To: "rohan", Document: packed})
		signed = append(signed, f)
		r.turn(time.Minute)
	}
	shift := signed[0].Document.Shift
	check := func(where string) {
		t.Helper()
		status, raw := r.admin("/handover?all=1&shift=" + shift)
		var files []json.RawMessage
		if err := json.Unmarshal(raw, &files); err != nil || status != http.StatusOK || len(files) != len(signed) {
			t.Fatalf("%s: answered %d %s", where, status, raw)
		}
		for i, file := range files {
			got := handover.Verify(file, nil)
			if got.Status != handover.Good || got.Hash != signed[i].Hash || i > 0 && got.Prev != signed[i-1].Hash {
				t.Errorf("%s: %d: %+v", where, i, got)
			}
			if _, one := r.admin("/handover?hash=" + signed[i].Hash); string(one) != string(file) {
				t.Errorf("%s: by its hash %d is %s", where, i, one)
			}
		}
		if _, newest := r.askTickets(http.MethodGet, "/handover?shift="+shift, r.tokens["asha"], ""); newest != string(files[1]) {
			t.Errorf("%s: the newest is %s", where, newest)
		}
		if status, _ := r.admin("/handover?hash=none"); status != http.StatusNotFound {
			t.Errorf("%s: a hash of nothing is answered %d", where, status)
		}
	}
	check("on the floor")
	for n := range chat.KeepHandovers + 5 {
		r.team(fmt.Sprint("later", n), &chat.HandoverSigned{Shift: "later", Hash: fmt.Sprint(n)})
	}
	r.kill()
	r.asha.same()
	if _, known := r.asha.floor.Handover(signed[0].Hash); known {
		t.Fatal("the floor has it still")
	}
	check("on the log")
}

// team stages a fact about the team, signed by nobody.
func (r *rig) team(id string, b chat.Body) {
	r.t.Helper()
	err := r.hub.ask(r.t.Context(), func(_ context.Context, c *core) { c.stage(chat.Event{ID: chat.EventID(id), By: "asha", Body: b}) }, nil)
	if err != nil {
		r.t.Fatal(err)
	}
}

// TestTheDayIsForTheTeam: who has a token is told, and nobody else.
func TestTheDayIsForTheTeam(t *testing.T) { // D-10, G-OPS-05
	r := newShiftRig(t)
	r.turn(time.Hour)
	r.open("c")
	r.turn(3 * time.Minute)
	for _, route := range []string{"/day", "/coverage", "/handover?shift=x"} {
		if status, _ := r.askTickets(http.MethodGet, route, "stolen", ""); status != http.StatusUnauthorized && status != http.StatusForbidden {
			t.Errorf("%s is answered %d without a token", route, status)
		}
	}
	_, raw := r.askTickets(http.MethodGet, "/coverage", r.tokens["asha"], "")
	var f coverage.Figures
	if err := json.Unmarshal([]byte(raw), &f); err != nil || len(f.Eyes.Gaps) != 1 || f.Eyes.Gaps[0].Accountable != "asha" {
		t.Errorf("%s, %v", raw, err)
	}
	if f := r.rohan.wish("look", "c", &chat.Observe{}); !f.OK {
		t.Fatal(f.Words)
	}
	var d report.Day
	_, raw = r.askTickets(http.MethodGet, "/day", r.tokens["meera"], "")
	if err := json.Unmarshal([]byte(raw), &d); err != nil || d.Date != "2026-11-23" || len(d.Coverage.Eyes.Gaps) != 1 || d.Coverage.Eyes.Gaps[0].Open {
		t.Errorf("%s, %v", raw, err)
	}
	if status, raw := r.admin("/coverage"); status != http.StatusOK || json.Unmarshal(raw, &f) != nil || f.Eyes.Due != 1 {
		t.Errorf("whoever runs the hub is told %d %s", status, raw)
	}
}

// TestTheDayCountsWhatIsOpenSinceBefore: a call that was agreed on another day is among
// those of today, though nothing has happened to it since.
func TestTheDayCountsWhatIsOpenSinceBefore(t *testing.T) { // G-OPS-04
	r := newShiftRig(t)
	r.turn(time.Hour)
	r.open("c")
	err := r.hub.ask(t.Context(), func(_ context.Context, c *core) {
		owed := chat.Obligation{ID: "call", Kind: chat.OwedCall, Reason: chat.CallPromised, Owner: "asha", Started: c.glance(), Due: c.glance().Add(72 * time.Hour)}
		c.stage(chat.Event{ID: "owed", Chat: "c", Body: &chat.ObligationStarted{Obligation: owed}})
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.turn(24 * time.Hour)
	for _, who := range []chat.AgentID{"asha", "meera"} {
		var d report.Day
		_, raw := r.askTickets(http.MethodGet, "/day", r.tokens[who], "")
		if err := json.Unmarshal([]byte(raw), &d); err != nil || d.Date != "2026-11-24" || d.Calls.Open != 1 {
			t.Errorf("%s is told of %d open calls: %s, %v", who, d.Calls.Open, raw, err)
		}
	}
}

// TestTheDayIsReadOnceASecond for all who ask, and anew on another day.
func TestTheDayIsReadOnceASecond(t *testing.T) {
	r := newShiftRig(t)
	r.turn(time.Hour)
	opened := func(who chat.AgentID) int {
		var d report.Day
		_, raw := r.askTickets(http.MethodGet, "/day", r.tokens[who], "")
		if err := json.Unmarshal([]byte(raw), &d); err != nil {
			t.Fatal(err)
		}
		return d.Chats.Opened
	}
	r.open("c")
	if n := opened("asha"); n != 1 {
		t.Errorf("%d chats", n)
	}
	r.open("d")
	if n := opened("meera"); n != 1 {
		t.Errorf("the day was read again within a second; it has %d chats", n)
	}
	r.turn(time.Second)
	if n := opened("rohan"); n != 2 {
		t.Errorf("%d chats a second later", n)
	}
	var n newestDay
	reads, now := 0, chat.Instant(1_000)
	ask := func() {
		_, err := n.ask(func() chat.Instant { return now }, func() (report.Day, error) {
			reads++
			return report.Day{At: now, To: 10_000 * chat.Instant(reads)}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, at := range []chat.Instant{9_500, 9_999, 10_000, 10_999, 10_500, 9_000, 9_999} {
		now = at
		ask()
		if want := []int{1, 1, 2, 2, 2, 3, 3}[i]; reads != want {
			t.Errorf("at %d it was read %d times, want %d", at, reads, want)
		}
	}
	n.outdate()
	if ask(); reads != 4 {
		t.Errorf("after something that outdates it, it was read %d times, want 4", reads)
	}
	n.outdate()
	if _, err := n.ask(func() chat.Instant { return now }, func() (report.Day, error) {
		n.outdate() // while it is being read
		return report.Day{At: now, To: now + 10_000}, nil
	}); err != nil {
		t.Fatal(err)
	}
	if ask(); reads != 5 {
		t.Error("what was outdated while it was read is told again")
	}
}
