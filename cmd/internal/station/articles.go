package station

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"floorwalker/app/chat"
	"floorwalker/app/knowledge"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/assets"
	"floorwalker/sync/hub"
	"floorwalker/sync/lookup"
	"floorwalker/sync/wire"
)

const (
	// lookAgain is how often the folder of articles is looked at.
	lookAgain = 2 * time.Second
	// judges is how many of the bot's lines are checked at once: one takes well
	// under a millisecond, so this is about not waiting behind a long one.
	judges = 2
	// maxAsked is how many lines may wait for that; the hub keeps more.
	maxAsked = 256
)

// cannedSource names the canned library among what the bot may say.
const cannedSource = "canned"

// articles are what the bot may say: the solution articles of a folder, and the
// canned library as the hub's log has it.
type articles struct {
	*lookup.Service
	look    *time.Ticker
	logger  *slog.Logger
	changed chan struct{} // holds a value while saved has something
	loaded  func()        // tells the hub; set before run

	canned script.Library // run's alone

	mu    sync.Mutex // guards all below
	saved [][]byte   // versions of canned texts that are not in canned yet
	state wire.KnowledgeState
	told  string // the trouble that was logged last
}

var _ hub.Knowledge = (*articles)(nil)

// newArticles returns nil where there is nothing to check by.
func newArticles(o *Options) (*articles, error) {
	folder, err := o.folder()
	if folder == nil || err != nil {
		return nil, err
	}
	w, err := knowledge.ParseWeights(assets.KnowledgeWeights())
	if err != nil {
		return nil, err
	}
	a := &articles{
		look: time.NewTicker(lookAgain), logger: o.Logger, changed: make(chan struct{}, 1), loaded: func() {},
		state: wire.KnowledgeState{State: wire.KnowledgeLoading},
	}
	if a.logger == nil {
		a.logger = slog.New(slog.DiscardHandler)
	}
	a.Service = lookup.New(lookup.Config{
		Judge: knowledge.NewJudge(w), Folder: folder, Ticks: a.look.C, Workers: judges, Waiting: maxAsked, Loaded: a.report,
	})
	return a, nil
}

// folder is where the solution articles are, nil for nowhere.
func (o *Options) folder() (fs.FS, error) {
	switch {
	case o.Knowledge != "":
		return os.DirFS(o.Knowledge), nil
	case o.Practice:
		return fs.Sub(assets.Practice(), "articles")
	}
	return nil, nil
}

// run loads, and loads again when something changes, until ctx is done.
func (a *articles) run(ctx context.Context) error {
	a.shelve() // before the first load, so that there is no second one at once
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return a.Service.Run(ctx) })
	g.Go(func() error {
		for {
			select {
			case <-a.changed:
				a.shelve()
			case <-ctx.Done():
				return nil
			}
		}
	})
	return g.Wait()
}

// close gives back what newArticles has taken.
func (a *articles) close() { a.look.Stop() }

// save takes in a version of a record, on the hub's loop.
func (a *articles) save(b *chat.RecordSaved) {
	if b.Shelf != chat.ShelfCanned {
		return
	}
	a.mu.Lock()
	a.saved = append(a.saved, b.Version)
	a.mu.Unlock()
	select {
	case a.changed <- struct{}{}:
	default:
	}
}

// shelve puts the canned texts that are offered now among what the bot may say.
func (a *articles) shelve() {
	a.mu.Lock()
	saved := a.saved
	a.saved = nil
	a.mu.Unlock()
	if len(saved) == 0 {
		return
	}
	versions := make([]script.Version, 0, len(saved))
	for _, raw := range saved {
		v, err := record.Decode[script.Response](raw)
		if err != nil {
			a.logger.Warn("a canned text cannot be read, so the bot is not checked by it", "error", err)
			continue
		}
		versions = append(versions, v)
	}
	a.canned = a.canned.Merge(versions...)
	texts := make([]knowledge.Article, 0, a.canned.Len())
	for v := range a.canned.All() {
		texts = append(texts, knowledge.Article{
			ID: knowledge.ArticleID(cannedSource + "/" + string(v.ID)), Title: v.Content.Title, Text: v.Content.Text, Canned: true,
		})
	}
	a.Put(cannedSource, texts)
}

// State implements hub.Knowledge.
func (a *articles) State() wire.KnowledgeState {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.state
}

// report takes in how a load went.
func (a *articles) report(r lookup.Report) {
	next := wire.KnowledgeState{State: wire.KnowledgeLoaded, Version: r.Version, Articles: r.Articles}
	if r.Articles == 0 {
		next = wire.KnowledgeState{State: wire.KnowledgeNone}
	}
	a.mu.Lock()
	other := next != a.state
	a.state = next
	a.mu.Unlock()
	a.tell(&r)
	if other {
		a.logger.Info("knowledge is loaded; the bot's answers are checked against it", "articles", r.Articles, "version", r.Version)
		a.loaded()
	}
}

// tell logs what is wrong, once for as long as it stays the same: the folder is
// looked at every two seconds.
func (a *articles) tell(r *lookup.Report) {
	trouble := fmt.Sprint(r.Err, r.Problems)
	a.mu.Lock()
	news := trouble != a.told
	a.told = trouble
	a.mu.Unlock()
	if !news {
		return
	}
	if r.Err != nil {
		a.logger.Warn("the articles could not be loaded, so what was loaded before stays", "error", r.Err)
	}
	for _, p := range r.Problems {
		a.logger.Warn("an article cannot be used; if it could before, it stays as it was", "article", p.Article, "error", p.Err)
	}
}
