package app

import (
	"context"

	"floorwalker/app/chat"
)

// Articles finds solution articles at the hub (V-KB-01, V-KB-02), those of the backend
// of a chat among them. Its method waits
// for the answer and is called from goroutines of the desk's.
type Articles interface {
	Articles(ctx context.Context, q string, n int, of chat.ChatID) (Found, error)
}

// Found is what a search for articles came to.
type Found struct {
	// Query is what was looked for.
	Query string
	// Knowledge says whether there is anything to search.
	Knowledge KnowledgeState
	Articles  []Article
	// Err is a sentence that says why there is no answer.
	Err error
}

// Article is a solution article as it can be put into a line: its text, or only its
// link.
type Article struct {
	ID, Title, Excerpt string
	// Link is where a customer can read it; empty for nowhere.
	Link string
	// Text may be empty where there is a link.
	Text string
	// From is the backend whose article it is; empty for the team's own.
	From string
}

// articlesShown is how many articles a search brings.
const articlesShown = 8

// Articles looks for solution articles as somebody types in the chat on screen, and calls back from a
// goroutine of its own. A search that was overtaken by a newer one is not answered.
func (d *Desk) Articles(q string, got func(Found)) {
	d.do(func() {
		e := d.errands
		n, open := e.asked.Add(1), d.open
		of := e.articles
		if !d.live {
			of = nil
		}
		e.work.Go(func() {
			f := Found{Query: q, Err: ErrAway}
			if of != nil {
				var err error
				f, err = of.Articles(e.ctx, q, articlesShown, open)
				f.Query, f.Err = q, err
			}
			if e.asked.Load() == n {
				got(f)
			}
		})
	})
}

// AttachArticles gives the desk its way to the hub's articles, before Run.
func (d *Desk) AttachArticles(a Articles) { d.errands.articles = a }

// Revealer opens at the hub what is masked (G-SEC-01, A-49). Its method waits for the
// answer and is called from goroutines of the desk's.
type Revealer interface {
	Reveal(ctx context.Context, id chat.ChatID, message chat.MessageID) (string, error)
}

// Reveal calls back, from a goroutine of its own, with the original of a line whose
// secrets are masked, or with a sentence that says why not. That somebody looked is
// written down at the hub; the original is kept nowhere on this desk, and whoever
// shows it forgets it again.
func (d *Desk) Reveal(id chat.ChatID, message chat.MessageID, got func(text string, err error)) {
	d.do(func() {
		of := d.errands.reveals
		if !d.live || of == nil {
			d.errands.work.Go(func() { got("", ErrAway) })
			return
		}
		d.errands.work.Go(func() { got(of.Reveal(d.errands.ctx, id, message)) })
	})
}

// AttachRevealer gives the desk its way to what is masked, before Run.
func (d *Desk) AttachRevealer(r Revealer) { d.errands.reveals = r }
