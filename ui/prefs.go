package ui

import (
	"encoding/json"

	"floorwalker/ui/theme"
)

// Prefs is where the window keeps what a person chose. Set must not block.
type Prefs interface {
	Get(name string) ([]byte, bool)
	Set(name string, value []byte)
}

// prefsName is the one setting that holds them all.
const prefsName = "window"

// look is what a person chose about the window.
type look struct {
	Width, Height float32
	Outer         []float32 // the rail and what is beside it
	Panes         []float32 // the floor's page
	NoSide        bool
	Compact       bool
	Mode          theme.Mode
	Contrast      bool
	Scale         float32
	// HoldReplies is how many seconds a reply waits to be taken back.
	HoldReplies int
}

func (s *Shell) loadLook() look {
	l := look{Width: 1280, Height: 800, Scale: 1}
	if raw, ok := s.opts.Prefs.Get(prefsName); ok {
		kept := l
		if json.Unmarshal(raw, &kept) == nil && kept.Width >= 400 && kept.Height >= 300 {
			l = kept
		}
	}
	return l
}

func (s *Shell) keepLook() {
	size := s.window.Canvas().Size()
	if size.Width > 0 {
		s.look.Width, s.look.Height = size.Width, size.Height
	}
	if raw, err := json.Marshal(s.look); err == nil {
		s.opts.Prefs.Set(prefsName, raw)
	}
}
