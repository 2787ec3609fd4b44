package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"floorwalker/app/knowledge"
	"floorwalker/app/policy"
	"floorwalker/app/trigger/learned"
	"floorwalker/assets"
	"floorwalker/cmd/internal/articles"
	"floorwalker/cmd/internal/score"
	"floorwalker/cmd/internal/station"
	"floorwalker/sync/lookup"
)

// scoreCmd is "floorhub score".
type scoreCmd struct {
	Policy    string `help:"The team's policy file." placeholder:"F" type:"existingfile"`
	Weights   string `help:"Weights that cmd/trigger-fit made, instead of those that ship." placeholder:"F" type:"existingfile"`
	Knowledge string `help:"Look answers up in the articles of this folder." placeholder:"DIR" type:"existingdir" xor:"knowledge"`
	Generated int    `help:"Look answers up in so many invented articles, to see how long that takes." placeholder:"N" xor:"knowledge"`
	Seed      int64  `help:"Which invented articles." default:"1" placeholder:"S"`
}

// Run answers each turn on standard input with a line on standard output.
func (c *scoreCmd) Run(e *env) error {
	cfg, err := c.config()
	if err != nil {
		return err
	}
	folder, done, err := c.folder()
	defer done()
	if err != nil {
		return err
	}
	count := 0
	if folder != "" {
		service, n, stop, err := load(e, folder, cfg.Judge)
		defer stop()
		if err != nil {
			return err
		}
		cfg.Knowledge, count = service, n
	}
	s := score.New(cfg)
	err = s.Run(&interruptible{e.ctx, e.in}, e.out)
	var bad *score.LineError
	if errors.As(err, &bad) {
		return fmt.Errorf("%w: %w", station.ErrUsage, bad)
	}
	if err == nil && folder != "" {
		fmt.Fprintln(e.stderr, s.Asked().Row(count))
	}
	return err
}

func (c *scoreCmd) config() (score.Config, error) {
	start := time.Now()
	cfg := score.Config{Clock: func() int64 { return time.Since(start).Nanoseconds() }}
	file, err := contents(c.Policy, assets.DefaultPolicy)
	if err != nil {
		return cfg, fmt.Errorf("reading the policy: %w", err)
	}
	if cfg.Policy, err = policy.Parse(file); err != nil {
		return cfg, fmt.Errorf("%w: the policy: %w", station.ErrUsage, err)
	}
	if file, err = contents(c.Weights, assets.TriggerWeights()); err != nil {
		return cfg, fmt.Errorf("reading the weights: %w", err)
	}
	if cfg.Weights, err = learned.ParseWeights(file); err != nil {
		return cfg, fmt.Errorf("%w: the weights: %w", station.ErrUsage, err)
	}
	passages, err := knowledge.ParseWeights(assets.KnowledgeWeights())
	if err != nil {
		return cfg, err
	}
	cfg.Judge = knowledge.NewJudge(passages)
	return cfg, nil
}

// contents reads a file, or takes what ships if none is named.
func contents(path string, shipped []byte) ([]byte, error) {
	if path == "" {
		return shipped, nil
	}
	return os.ReadFile(path) // #nosec G304 -- a file of who measures
}

// folder returns where the articles are, "" for none; done ends its use.
func (c *scoreCmd) folder() (path string, done func(), err error) {
	nothing := func() {}
	if c.Generated == 0 {
		return c.Knowledge, nothing, nil
	}
	if c.Generated < 0 || c.Generated > lookup.MaxArticles {
		return "", nothing, fmt.Errorf("%w: --generated must be between 1 and %d", station.ErrUsage, lookup.MaxArticles)
	}
	made, err := os.MkdirTemp("", "floorhub-articles-")
	if err != nil {
		return "", nothing, err
	}
	done = func() { _ = os.RemoveAll(made) } // what is left is in the system's folder for such things
	return made, done, articles.Write(made, c.Seed, c.Generated)
}

// load starts the service that the hub asks, on a folder, and waits until it
// has read it. Stop ends it.
func load(e *env, folder string, judge *knowledge.Judge) (s *lookup.Service, articles int, stop func(), err error) {
	loaded := make(chan lookup.Report, 1)
	s = lookup.New(lookup.Config{
		Judge: judge, Folder: os.DirFS(folder), Workers: 1, Waiting: 1, Loaded: func(r lookup.Report) { loaded <- r },
	})
	ctx, cancel := context.WithCancel(e.ctx)
	var running sync.WaitGroup
	running.Go(func() { _ = s.Run(ctx) }) // its error is nil
	stop = func() { cancel(); running.Wait() }
	select {
	case r := <-loaded:
		for _, p := range r.Problems {
			fmt.Fprintf(e.stderr, "floorhub: %s is left out: %v\n", p.Article, p.Err)
		}
		if r.Err == nil && r.Articles == 0 {
			r.Err = fmt.Errorf("%w: %s has no articles; they are Markdown files", station.ErrUsage, folder)
		}
		return s, r.Articles, stop, r.Err
	case <-ctx.Done():
		return nil, 0, stop, ctx.Err()
	}
}

// interruptible ends a reading when the program is told to stop.
type interruptible struct {
	ctx context.Context
	in  io.Reader
}

// Read reads unless the program is to stop.
func (r *interruptible) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.in.Read(p)
}
