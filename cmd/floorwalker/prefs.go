package main

import (
	"log/slog"
	"sync"

	"floorwalker/storage"
)

// prefs keeps what the window wants kept, off the UI thread and in order.
type prefs struct {
	store  *storage.Store
	logger *slog.Logger

	mu      sync.Mutex // guards all below
	waiting map[string][]byte
	writing bool
	idle    sync.Cond
}

func newPrefs(s *storage.Store, l *slog.Logger) *prefs {
	p := &prefs{store: s, logger: l, waiting: make(map[string][]byte)}
	p.idle.L = &p.mu
	return p
}

// Get implements ui.Prefs.
func (p *prefs) Get(name string) ([]byte, bool) {
	v, ok, err := p.store.Setting(name)
	if err != nil {
		p.logger.Warn("reading a setting", "name", name, "error", err)
	}
	return v, ok
}

// Set implements ui.Prefs. The newest value of a name wins.
func (p *prefs) Set(name string, value []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.waiting[name] = value
	if !p.writing {
		p.writing = true
		go p.write()
	}
}

func (p *prefs) write() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.waiting) > 0 {
		batch := p.waiting
		p.waiting = make(map[string][]byte)
		p.mu.Unlock()
		if err := p.store.SetSettings(batch); err != nil {
			p.logger.Warn("keeping a setting", "error", err)
		}
		p.mu.Lock()
	}
	p.writing = false
	p.idle.Broadcast()
}

// wait returns when everything is on disk.
func (p *prefs) wait() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.writing {
		p.idle.Wait()
	}
}
