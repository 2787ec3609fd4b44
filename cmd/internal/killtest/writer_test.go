package killtest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/storage"
)

// The kinds of what an agent writes, as the ledger has them.
const (
	kindLine    = "line"
	kindNote    = "note"
	kindWhisper = "whisper"
	kindTag     = "tag"
	kindOffer   = "offer"
	kindAnswer  = "answer" // to an offer; the text is the offer's id
	kindJoin    = "join"   // the text is the chat: who joins leaves no words
	kindEdit    = "edit"
	kindCall    = "call"
	kindOffline = "offline" // a call that ended with the hub away
)

// writer is the agent at the desk. It goes from chat to chat and does what
// people do there: takes over what nobody serves, writes numbered lines,
// notes and tags where it serves, whispers and joins where a colleague does,
// and forwards chats and answers offers. In between it edits records and calls
// customers.
type writer struct {
	desk   *app.Desk
	disk   *storage.Store
	self   string // name and number of the process, so that no two texts are alike
	paused atomic.Bool
	busy   sync.Mutex // held while something is on its way
	n      int
	// later is what was not seen done while it was waited for, such as what
	// waits for a dead hub. A person sees it when they come back to the chat.
	later []awaited
}

// awaited is something that may have been done meanwhile.
type awaited struct {
	kind, text string
	in         chat.ChatID
	seen       func(text string) bool
}

// mostLater bounds what a person remembers.
const mostLater = 50

func newWriter(d *app.Desk, disk *storage.Store) *writer {
	w := &writer{desk: d, disk: disk, self: os.Getenv(nameVariable) + " " + os.Getenv(bornVariable)}
	w.paused.Store(os.Getenv(quietVariable) == "true")
	return w
}

func (w *writer) pause() {
	w.paused.Store(true)
	w.busy.Lock() // what was on its way has ended
	defer w.busy.Unlock()
}

func (w *writer) run(ctx context.Context) {
	for ; ctx.Err() == nil; w.n++ {
		w.busy.Lock()
		if w.n%8 == 0 && w.desk.Snapshot().Link.State == app.LinkOffline {
			w.desk.Retry() // as a person does who sees that nothing moves
		}
		if !w.paused.Load() {
			w.work(agentChats[w.n%len(agentChats)])
			switch w.n % 4 {
			case 0:
				w.edit()
			case 2:
				w.call()
			}
		}
		w.busy.Unlock()
		time.Sleep(5 * time.Millisecond)
	}
}

// text is one that nobody wrote before.
func (w *writer) text(kind string) string { return fmt.Sprintf("%s %s %d", kind, w.self, w.n) }

// look opens a chat and returns what is seen of it, or nil.
func (w *writer) look(id chat.ChatID) *view.Thread {
	w.desk.Open(id)
	until(100*time.Millisecond, func() bool { return w.thread(id) != nil })
	return w.thread(id)
}

func (w *writer) thread(id chat.ChatID) *view.Thread {
	if t := w.desk.Snapshot().Thread; t != nil && t.ID == id {
		return t
	}
	return nil
}

// work does one thing in the chat.
func (w *writer) work(id chat.ChatID) {
	live := w.desk.Snapshot().Link.State == app.LinkLive // before the look, so that it is whole
	t := w.look(id)
	if t == nil {
		return
	}
	w.remember(id)
	for _, l := range t.Pending {
		if l.State == chat.DeliveryFailed { // held or refused: this person lets go of it
			w.desk.Discard(id, l.ID)
		}
	}
	switch mine := slices.IndexFunc(t.Offers, func(o view.Offered) bool { return o.Mine }); {
	case mine >= 0:
		w.answer(t, t.Offers[mine].ID, live)
	case t.Stance == view.Yours:
		w.serve(t)
	case t.Stance == view.Joined:
		w.accompany(t)
	case t.Owner == "":
		w.desk.TakeOver(id, "")
		until(300*time.Millisecond, func() bool { t := w.thread(id); return t == nil || t.Owner != "" })
	default:
		w.watch(t, live)
	}
}

// serve is what an owner does.
func (w *writer) serve(t *view.Thread) {
	switch p := rand.IntN(20); {
	case p < 11:
		w.line(t)
	case p < 14:
		w.do(t.ID, kindNote, w.text("note"), func(text string) { w.desk.Note(t.ID, text) }, w.said(t.ID))
	case p < 17:
		w.tag(t)
	default:
		w.forward(t)
	}
}

// accompany is what somebody who has joined does.
func (w *writer) accompany(t *view.Thread) {
	if rand.IntN(2) == 0 {
		w.line(t)
		return
	}
	w.desk.Leave(t.ID, chat.Leave{})
	until(300*time.Millisecond, func() bool { now := w.thread(t.ID); return now == nil || now.Stance != view.Joined })
}

// watch is what somebody does while a colleague serves. A desk that is behind
// does not know whether it has joined already, and a joining has no words by
// which it could be told from the one before.
func (w *writer) watch(t *view.Thread, live bool) {
	if rand.IntN(3) > 0 {
		w.do(t.ID, kindWhisper, w.text("whisper"), func(text string) { w.desk.Whisper(t.ID, t.Owner, text) }, w.said(t.ID))
		return
	}
	if w.desk.Join(t.ID); live && until(300*time.Millisecond, func() bool { now := w.thread(t.ID); return now != nil && now.Stance == view.Joined }) {
		say(wordStored, kindJoin, t.ID)
	}
}

func (w *writer) line(t *view.Thread) {
	w.do(t.ID, kindLine, w.text("agent "+string(t.ID)), func(text string) { w.desk.Post(t.ID, text) }, w.said(t.ID))
}

// mostTags is when tags are taken away again.
const mostTags = 5

func (w *writer) tag(t *view.Thread) {
	if len(t.Tags) > mostTags {
		for _, tag := range t.Tags {
			w.desk.RemoveTag(t.ID, tag)
		}
		return
	}
	w.do(t.ID, kindTag, w.text("tag"), func(text string) { w.desk.AddTag(t.ID, text) }, func(text string) bool {
		now := w.thread(t.ID)
		return now != nil && slices.Contains(now.Tags, text)
	})
}

func (w *writer) forward(t *view.Thread) {
	for _, c := range w.desk.Snapshot().Team {
		if !c.Online || len(t.Offers) > 0 {
			continue
		}
		w.do(t.ID, kindOffer, w.text("please take this"), func(text string) {
			w.desk.Forward(t.ID, chat.Forward{To: c.ID, Reason: chat.ForwardOther, Note: text})
		}, func(text string) bool {
			now := w.thread(t.ID)
			return now != nil && slices.ContainsFunc(now.Offers, func(o view.Offered) bool { return o.Note == text })
		})
		return
	}
}

// answer accepts an offer, or declines it now and then. On a desk that was
// behind, the chat may have become this agent's by another offer.
func (w *writer) answer(t *view.Thread, offer chat.OfferID, live bool) {
	if rand.IntN(4) == 0 {
		w.desk.DeclineOffer(t.ID, offer, "I am on the phone")
		until(300*time.Millisecond, func() bool { now := w.thread(t.ID); return now == nil || len(now.Offers) == 0 })
		return
	}
	text := string(offer)
	say(wordSent, kindAnswer, text)
	w.desk.AcceptOffer(t.ID, offer)
	if until(300*time.Millisecond, func() bool { now := w.thread(t.ID); return now != nil && now.Stance == view.Yours }) && live {
		say(wordStored, kindAnswer, text)
	}
}

// do gives the desk something and waits until it is seen done, but for no hub
// that is dead; what was held or refused meanwhile is let go of with the next
// look.
func (w *writer) do(in chat.ChatID, kind, text string, give func(text string), seen func(text string) bool) {
	say(wordSent, kind, text)
	give(text)
	patience := 2 * time.Second
	if w.desk.Snapshot().Link.State != app.LinkLive {
		patience = 50 * time.Millisecond
	}
	until(patience, func() bool { return seen(text) || w.failed(text) })
	if seen(text) {
		say(wordStored, kind, text)
		return
	}
	if w.later = append(w.later, awaited{kind, text, in, seen}); len(w.later) > mostLater {
		w.later = w.later[1:]
	}
}

// remember looks in the open chat for what was not seen before.
func (w *writer) remember(id chat.ChatID) {
	w.later = slices.DeleteFunc(w.later, func(a awaited) bool {
		if a.in != id || !a.seen(a.text) {
			return false
		}
		say(wordStored, a.kind, a.text)
		return true
	})
}

// failed reports whether a line of the open chat will not go by itself.
func (w *writer) failed(text string) bool {
	t := w.desk.Snapshot().Thread
	return t != nil && slices.ContainsFunc(t.Pending, func(l view.PendingLine) bool {
		return l.Text == text && l.State != chat.DeliveryPending
	})
}

// said reports of a text whether it stands in the chat.
func (w *writer) said(id chat.ChatID) func(text string) bool {
	return func(text string) bool {
		t := w.thread(id)
		if t == nil {
			return false
		}
		// The bot is silent here and customers are quick: look from the end.
		for _, m := range slices.Backward(t.Messages) {
			if m.Text == text {
				return true
			}
		}
		return false
	}
}

// private digests the whispers that this desk has.
func (w *writer) private() string {
	var all []string
	for _, id := range agentChats {
		w.look(id)
		if !until(5*time.Second, func() bool { return w.thread(id) != nil }) {
			return "no chat " + string(id)
		}
		for _, m := range w.thread(id).Messages {
			if strings.HasPrefix(m.Text, kindWhisper+" ") {
				all = append(all, m.Text)
			}
		}
	}
	return digest(all)
}
