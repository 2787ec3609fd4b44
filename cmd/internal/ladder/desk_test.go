package ladder

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/assets"
	"floorwalker/cmd/internal/console"
)

// runDesk is a desk's process.
func runDesk(ctx context.Context, c *child) error {
	pol, err := policy.Parse(assets.DefaultPolicy)
	if err != nil {
		return err
	}
	p := &person{child: c, news: make(chan struct{}, 1)}
	con, err := console.Open(console.Options{
		Dir: os.Getenv(dirVariable), URL: "ws://" + os.Getenv(addrVariable) + "/v1/stream",
		Token: os.Getenv(tokenVariable), Policy: pol, Now: c.now, Local: c.local, Boot: os.Getenv(bootVariable), Changed: p.changed,
	})
	if err != nil {
		return err
	}
	p.desk.Store(con.Desk)
	go c.obey(p.deeds())
	c.say(reply{N: wordReady})
	return con.Run(ctx)
}

// words is the input of most deeds of a person.
type words struct {
	Chat   chat.ChatID        `json:"chat"`
	Text   string             `json:"text,omitempty"` // or a reason, a tag, a note
	To     chat.AgentID       `json:"to,omitempty"`
	Queue  string             `json:"queue,omitempty"`
	Reason chat.ForwardReason `json:"reason,omitempty"`
	Offer  chat.OfferID       `json:"offer,omitempty"`
	Line   chat.CommandID     `json:"line,omitempty"`
	Gap    bool               `json:"gap,omitempty"`
	At     time.Time          `json:"at,omitzero"`
}

// deeds are what a person does at the desk, and what the test looks at.
func (p *person) deeds() map[string]deed {
	d := p.desk.Load()
	do := func(f func(words)) deed {
		return with(func(w words) (any, error) { f(w); return nil, nil })
	}
	all := map[string]deed{
		"skew":     p.child.skew(),
		"see":      func(json.RawMessage) (any, error) { return seeing(d.Snapshot()), nil },
		"hash":     func(json.RawMessage) (any, error) { return d.FloorHash(), nil },
		"watch":    do(func(w words) { p.watched.Store(&w.Chat) }),
		"race":     with(p.race),
		"open":     do(func(w words) { d.Open(w.Chat) }),
		"retry":    do(func(words) { d.Retry() }),
		"take":     do(func(w words) { d.TakeOver(w.Chat, w.Text) }),
		"post":     do(func(w words) { d.Post(w.Chat, w.Text) }),
		"note":     do(func(w words) { d.Note(w.Chat, w.Text) }),
		"whisper":  do(func(w words) { d.Whisper(w.Chat, w.To, w.Text) }),
		"again":    do(func(w words) { d.Again(w.Chat, w.Line, w.Gap) }),
		"discard":  do(func(w words) { d.Discard(w.Chat, w.Line) }),
		"join":     do(func(w words) { d.Join(w.Chat) }),
		"leave":    do(func(w words) { d.Leave(w.Chat, chat.Leave{Reason: w.Text}) }),
		"invite":   do(func(w words) { d.Invite(w.Chat, w.To, w.Text) }),
		"accept":   do(func(w words) { d.AcceptOffer(w.Chat, w.Offer) }),
		"decline":  do(func(w words) { d.DeclineOffer(w.Chat, w.Offer, w.Text) }),
		"withdraw": do(func(w words) { d.WithdrawOffer(w.Chat, w.Offer) }),
		"tag":      do(func(w words) { d.AddTag(w.Chat, w.Text) }),
		"end":      do(func(w words) { d.Finish(w.Chat, w.Text) }),
		"forward": do(func(w words) {
			d.Forward(w.Chat, chat.Forward{To: w.To, Queue: w.Queue, Reason: w.Reason, Note: w.Text})
		}),
		"draft": do(func(w words) { d.SaveDraft(w.Chat, string(w.To), w.Text) }),
		"drafted": with(func(w words) (any, error) {
			got := make(chan string, 1)
			d.Draft(w.Chat, string(w.To), func(text string) { got <- text })
			return <-got, nil
		}),
	}
	maps.Copy(all, p.shelfDeeds())
	maps.Copy(all, p.callDeeds())
	maps.Copy(all, systemDeeds())
	return all
}

var errNever = errors.New("it did not happen")

// raced is how a race ended for this desk.
type raced struct {
	Won bool `json:"won"`
	// Words are what the loser was told.
	Words string `json:"words,omitempty"`
	// Went is when the wish was given to the desk, Ended when the person saw
	// what became of it, both on the machine's clock.
	Went  time.Time `json:"went"`
	Ended time.Time `json:"ended"`
}

// race gives a wish at the start instant, to the accuracy of a loop that does
// nothing else: take over the chat, or accept its offer.
func (p *person) race(w words) (any, error) {
	d := p.desk.Load()
	from := noticed(d.Snapshot())
	for time.Until(w.At) > time.Millisecond {
		time.Sleep(time.Until(w.At) - time.Millisecond)
	}
	for time.Now().Before(w.At) {
	}
	r := raced{Went: time.Now()}
	if w.Offer != "" {
		d.AcceptOffer(w.Chat, w.Offer)
	} else {
		d.TakeOver(w.Chat, "")
	}
	if !p.sees(hang, func(s *app.Snapshot) bool {
		for _, n := range s.Notices {
			if n.N > from && n.Chat == w.Chat && n.Bad {
				r.Words = n.Words
				return true
			}
		}
		r.Won = has(s.Boards[view.Mine], w.Chat)
		return r.Won
	}) {
		return nil, errNever
	}
	r.Ended = time.Now()
	return r, nil
}

// noticed is the number of the newest notice.
func noticed(s *app.Snapshot) int {
	if len(s.Notices) == 0 {
		return 0
	}
	return s.Notices[len(s.Notices)-1].N
}
