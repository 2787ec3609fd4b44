package flow_test

import (
	"fmt"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
	"floorwalker/app/obligation"
	"floorwalker/app/policy"
	"floorwalker/assets"
)

// shipped is the policy that ships, for a test to change.
func shipped() *policy.Edition {
	e := *assets.Edition()
	return &e
}

const (
	second = chat.Instant(1_000)
	minute = 60 * second
)

// hub folds events on one chat with what follows from them.
type hub struct {
	t       testing.TB
	floor   *chat.Floor
	edition *policy.Edition
	n       int
	steps   []string
}

func newHub(t testing.TB) *hub { return &hub{t: t, floor: chat.NewFloor(), edition: shipped()} }

func (h *hub) chat() *chat.Chat { return h.floor.Chat("c") }

func (h *hub) at(at chat.Instant, b chat.Body, by chat.AgentID) {
	h.t.Helper()
	h.n++
	e := chat.Event{ID: chat.EventID(fmt.Sprint("e", h.n)), At: at, Chat: "c", By: by, Body: b}
	h.fold(&e)
	facts := append(obligation.Follow(h.chat(), &e, h.edition), flow.Follow(h.chat(), &e, h.edition)...)
	for i := range facts {
		f := &facts[i]
		if f.At != at || f.Chat != "c" {
			h.t.Fatalf("%T is at %d of %q", f.Body, f.At, f.Chat)
		}
		h.fold(f)
		if b, ok := f.Body.(*chat.ChatStepped); ok {
			h.steps = append(h.steps, stepped(b))
		}
	}
}

func (h *hub) fold(e *chat.Event) {
	h.t.Helper()
	if !h.floor.Apply(e).Applied {
		h.t.Fatalf("%T is not applied", e.Body)
	}
}

// stepped writes a step with what was left out, such as "resolving(clarifying)".
func stepped(b *chat.ChatStepped) string {
	var out []string
	for _, s := range b.Skipped {
		if s.Reason == "" {
			s.Step += "!no reason"
		}
		out = append(out, s.Step)
	}
	if len(out) == 0 {
		return string(b.Step)
	}
	return string(b.Step) + "(" + strings.Join(out, ",") + ")"
}

// says posts a line; the script may be empty.
func (h *hub) says(at chat.Instant, from chat.Speaker, text, script string) {
	h.t.Helper()
	by := chat.AgentID("")
	if from == chat.SpeakerAgent {
		by = "asha"
	}
	h.at(at, &chat.MessagePosted{Message: chat.MessageID(fmt.Sprint("m", h.n)), From: from, Text: text, Script: script}, by)
}

// prompts writes what is next, such as "*greet/takeover-1", with a star for
// what it is time for.
func (h *hub) prompts(now chat.Instant) string {
	var out []string
	for _, p := range flow.Next(h.chat(), "asha", now, h.edition) {
		w := string(p.Kind)
		if p.Now {
			w = "*" + w
		}
		if p.Response != "" {
			w += "/" + string(p.Response)
		}
		if p.Words == "" {
			h.t.Errorf("%s says nothing", w)
		}
		out = append(out, w)
	}
	return strings.Join(out, " ")
}

func (h *hub) want(now chat.Instant, want string) {
	h.t.Helper()
	if got := h.prompts(now); got != want {
		h.t.Errorf("at %s: %q, want %q", now.Sub(0), got, want)
	}
}

const (
	customer = chat.SpeakerCustomer
	agent    = chat.SpeakerAgent
	bot      = chat.SpeakerBot
)

// taken is a chat that the bot has talked in and that asha took at second 10.
func taken(t *testing.T, text string) *hub {
	t.Helper()
	h := newHub(t)
	h.at(0, &chat.ChatOpened{Bot: true, Customer: chat.Customer{Name: "Meera"}}, "")
	h.says(second, customer, text, "")
	h.says(2*second, bot, "Sorry, I did not understand.", "")
	h.at(10*second, &chat.ChatTakenOver{Agent: "asha"}, "asha")
	return h
}

const (
	vague = "My parcel is damaged and nobody helps me"
	clear = "I want to change my delivery address but the page shows an error"
)
