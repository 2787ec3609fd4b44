package lookup

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"floorwalker/app/knowledge"
)

// ErrTwice means that two articles have one id.
var ErrTwice = errors.New("lookup: there is another article with this id")

// Run loads, answers questions and loads again until ctx is done, and then
// waits for its goroutines and closes the index. It is called once. The error
// is nil: what goes wrong with a load is reported and heals with the next.
func (s *Service) Run(ctx context.Context) error {
	var workers sync.WaitGroup
	for range max(1, s.config.Workers) {
		workers.Go(func() { s.work(ctx) })
	}
	f := &folder{fsys: s.config.Folder}
	s.load(ctx, f, true)
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-s.config.Ticks:
			s.load(ctx, f, false)
		case <-s.poked:
			s.load(ctx, f, true)
		}
	}
	close(s.stopped)
	workers.Wait()
	s.replace(nil)
	return nil
}

// work judges one question after the other.
func (s *Service) work(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case j := <-s.asked:
			for inForce := false; !inForce && ctx.Err() == nil && j.ctx.Err() == nil; {
				a, h := s.judge(j.ask)
				if inForce = s.release(h); inForce && j.ctx.Err() == nil {
					j.answer(a)
				}
			}
		}
	}
}

// load looks at the folder and, if it changed or force is set, makes a new
// index of everything and puts it in force. Meanwhile the old one answers.
func (s *Service) load(ctx context.Context, f *folder, force bool) {
	if f.fsys != nil {
		changed, err := f.scan()
		if err != nil {
			s.report(Report{Err: err})
			if !force {
				return
			}
		}
		force = force || changed
	}
	if !force {
		return
	}
	articles, problems := f.articles()
	articles, problems = s.gather(articles, problems)
	if v := s.Version(); v != "" && v == knowledge.VersionOf(articles) {
		s.report(Report{Problems: problems}) // a file was touched, or broke and keeps its article
		return
	}
	x, err := NewIndex(ctx, articles)
	if err != nil {
		s.report(Report{Problems: problems, Err: err})
		return
	}
	s.replace(x)
	s.report(Report{Problems: problems})
}

// report tells how a load went, with what is in force after it.
func (s *Service) report(r Report) {
	if s.config.Loaded == nil {
		return
	}
	s.mu.Lock()
	if s.current != nil {
		r.Version, r.Articles = s.current.index.Version(), s.current.index.Len()
	}
	s.mu.Unlock()
	s.config.Loaded(r)
}

// gather puts the articles of the other sources behind those of the folder.
func (s *Service) gather(articles []knowledge.Article, problems []Problem) ([]knowledge.Article, []Problem) {
	seen := make(map[knowledge.ArticleID]bool, len(articles))
	for _, a := range articles {
		seen[a.ID] = true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var names []string
	for name := range s.sources {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, a := range s.sources[name] {
			if seen[a.ID] {
				problems = append(problems, Problem{a.ID, fmt.Errorf("%w, in %s", ErrTwice, name)})
				continue
			}
			seen[a.ID] = true
			articles = append(articles, a)
		}
	}
	return articles, problems
}
