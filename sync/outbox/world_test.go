package outbox

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
)

// down is what travels from the hub to the desk: an answer or an event.
type down struct {
	id      chat.CommandID
	answer  bool
	refusal *chat.Refusal
	chat    chat.ChatID
	event   chat.EventID
}

// world is a hub with the referee's one promise (an id has one effect), a
// network that loses, delays and reorders, and a bench that crashes.
type world struct {
	*rapid.T
	*bench
	log       map[chat.ChatID][]chat.EventID // the hub's
	effects   map[chat.CommandID]int
	arrived   map[chat.ChatID][]chat.CommandID // on the newest connection, first times
	up, late  []chat.Command
	down      []down
	connected bool
	foreign   int

	made      []chat.Command // accepted by Add
	discarded map[chat.CommandID]bool
	confirmed map[chat.CommandID]bool
	since     map[chat.CommandID]chat.Instant
	basis     map[chat.CommandID]int
	guessed   map[chat.CommandID]bool // since is a guess
	asked     bool                    // the person has just given the command that goes
	busy      int                     // how many sends the connection refuses
}

func newWorld(t *rapid.T, tb testing.TB) *world {
	b := newBench(tb)
	w := &world{
		T: t, bench: b, log: map[chat.ChatID][]chat.EventID{}, effects: map[chat.CommandID]int{},
		arrived: map[chat.ChatID][]chat.CommandID{}, discarded: map[chat.CommandID]bool{},
		confirmed: map[chat.CommandID]bool{}, since: map[chat.CommandID]chat.Instant{}, basis: map[chat.CommandID]int{},
		guessed: map[chat.CommandID]bool{},
	}
	b.folded = map[chat.ChatID]int{"c": 0, "d": 0}
	b.box.who = me
	w.wire()
	return w
}

// wire replaces what the bench does with a command by the network, and checks
// what goes (A-65: nothing old, and nothing whose chat has changed).
func (w *world) wire() {
	w.box.cfg.Send = func(cmd chat.Command) error {
		if w.busy > 0 {
			w.busy--
			return errOffline
		}
		if !w.connected || w.offline {
			return errOffline
		}
		if cmd.Chat != "" && !w.asked && (w.uncertain || w.guessed[cmd.ID]) {
			w.Errorf("%s went by itself although its age is uncertain", cmd.ID)
		}
		if cmd.Chat == "" {
			w.up = append(w.up, cmd)
			w.room()
			return nil
		}
		if w.now.Sub(w.since[cmd.ID]).Abs() > MaxAge || w.folded[cmd.Chat] != w.basis[cmd.ID] {
			w.Errorf("%s went although it is old or its chat has changed", cmd.ID)
		}
		w.up = append(w.up, cmd)
		return nil
	}
}

func (w *world) stamp(id chat.CommandID, in chat.ChatID) {
	w.since[id], w.basis[id], w.guessed[id] = w.now, w.folded[in], w.uncertain
}

func (w *world) add() {
	id := chat.CommandID(fmt.Sprint("k", len(w.since)))
	cmd := note(id, rapid.SampledFrom([]chat.ChatID{"c", "d"}).Draw(w.T, "chat"))
	if rapid.IntRange(0, 2).Draw(w.T, "kind") == 0 {
		cmd = edit(id, len(w.since))
	}
	w.stamp(id, cmd.Chat)
	w.asked = true
	defer func() { w.asked = false }()
	if _, err := w.box.Add(cmd); err == nil {
		w.made = append(w.made, cmd)
	} else if !errors.Is(err, errFull) {
		w.Fatal(err)
	}
}

// room checks that never more is saved at a time than there is room for.
func (w *world) room() {
	n := 0
	for _, e := range w.box.Pending() {
		if e.State == Sent && e.Command.Chat == "" {
			n++
		}
	}
	if n >= MaxSaving {
		w.Errorf("%d are saved at a time already", n)
	}
}

// decide is the hub's side.
func (w *world) decide(cmd chat.Command, fate string) *chat.Refusal {
	if !strings.Contains(string(frameOf(cmd)), `"of `+string(cmd.ID)+`"`) {
		w.Fatalf("%s arrived with the words of another", cmd.ID)
	}
	if w.effects[cmd.ID] > 0 {
		return nil
	}
	switch {
	case fate == "no":
		return &chat.Refusal{Code: chat.RefusedNotOwner, Words: "No."}
	case fate == "not now" && cmd.Chat == "":
		return &chat.Refusal{Code: chat.RefusedBusy, Words: "Not now."}
	}
	w.effects[cmd.ID]++
	w.append(cmd.Chat, chat.EventID(cmd.ID))
	return nil
}

func (w *world) append(id chat.ChatID, e chat.EventID) {
	w.log[id] = append(w.log[id], e)
	if w.connected {
		w.down = append(w.down, down{chat: id, event: e})
	}
}

func (w *world) hubTakes(fate string) {
	if len(w.up) == 0 {
		return
	}
	cmd := w.up[0]
	w.up = w.up[1:]
	w.order(cmd)
	answer := down{id: cmd.ID, answer: true, refusal: w.decide(cmd, fate)}
	switch fate {
	case "lost answer": // the acknowledgement is dropped
	case "answer first":
		w.down = slices.Insert(w.down, max(len(w.down)-1, 0), answer)
	default:
		w.down = append(w.down, answer)
	}
}

// order checks that what goes by itself arrives in the order in which it was
// given, chat by chat.
func (w *world) order(cmd chat.Command) {
	if w.confirmed[cmd.ID] || slices.Contains(w.arrived[cmd.Chat], cmd.ID) {
		return
	}
	index := func(id chat.CommandID) int {
		return slices.IndexFunc(w.made, func(m chat.Command) bool { return m.ID == id })
	}
	for _, before := range w.arrived[cmd.Chat] {
		if index(before) > index(cmd.ID) {
			w.Fatalf("%s arrived after %s, which is younger", cmd.ID, before)
		}
	}
	w.arrived[cmd.Chat] = append(w.arrived[cmd.Chat], cmd.ID)
}

func (w *world) fold(id chat.ChatID, e chat.EventID) {
	if !w.known[e] {
		w.known[e] = true
		w.folded[id]++
		w.box.Happened(id, e)
	}
}

func (w *world) deskTakes() {
	if len(w.down) == 0 {
		return
	}
	d := w.down[0]
	w.down = w.down[1:]
	if d.answer {
		w.box.Result(d.id, d.refusal)
		return
	}
	w.fold(d.chat, d.event)
}

// drop ends the connection; what was on its way up is lost, or lies in a
// buffer of the hub's and arrives later.
func (w *world) drop(lost bool) {
	if !lost {
		w.late = append(w.late, w.up...)
	}
	w.connected, w.up, w.down = false, nil, nil
	w.box.Broken()
}

func (w *world) connect() {
	if w.connected {
		w.box.CatchingUp()
	}
	w.connected, w.down = true, slices.DeleteFunc(w.down, func(d down) bool { return !d.answer })
	for id, events := range w.log {
		for _, e := range events {
			w.fold(id, e)
		}
	}
	if err := w.box.Live(me); err != nil && !errors.Is(err, errFull) {
		w.Fatal(err)
	}
}

func (w *world) crash() {
	w.drop(true)
	w.start()
	w.wire()
	w.box.who = me
}

func (w *world) pick() (Entry, bool) {
	all := w.box.Pending()
	if len(all) == 0 {
		return Entry{}, false
	}
	return rapid.SampledFrom(all).Draw(w.T, "entry"), true
}

func (w *world) person(confirm bool) {
	e, ok := w.pick()
	if !ok {
		return
	}
	if confirm {
		since, basis, guessed := w.since[e.Command.ID], w.basis[e.Command.ID], w.guessed[e.Command.ID]
		w.stamp(e.Command.ID, e.Command.Chat)
		w.asked = true
		defer func() { w.asked = false }()
		if _, err := w.box.Confirm(e.Command.ID); err != nil {
			w.since[e.Command.ID], w.basis[e.Command.ID], w.guessed[e.Command.ID] = since, basis, guessed
			return
		}
		w.confirmed[e.Command.ID] = true
		return
	}
	if w.box.Discard(e.Command.ID) == nil {
		w.discarded[e.Command.ID] = true
	}
}

func (w *world) flush() {
	if err := w.box.Flush(); err != nil && !errors.Is(err, errFull) {
		w.Fatal(err)
	}
}

// sound checks that each command is seen, or has had its one effect.
func (w *world) sound() {
	for _, cmd := range w.made {
		_, seen := w.box.Entry(cmd.ID)
		switch n := w.effects[cmd.ID]; {
		case n > 1:
			w.Fatalf("%s had %d effects", cmd.ID, n)
		case n == 0 && !seen && !w.discarded[cmd.ID]:
			w.Fatalf("%s is lost", cmd.ID)
		}
	}
	if n := len(w.effects); n > len(w.made) {
		w.Fatalf("%d effects of %d commands", n, len(w.made))
	}
}
