package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"floorwalker/ui/cover"
	"floorwalker/ui/native"
)

// tests are what the start of a shift tries at this desk (C-TRF-02).
func (p *program) tests() cover.Tests {
	if p.without("notifications") {
		return cover.Tests{}
	}
	return cover.Tests{
		Sound: p.sound.Test,
		Notify: func(done func(string, error)) {
			note := native.Note{Key: "self-test", Title: "Floorwalker", Body: "This is how an alert arrives at this desk."}
			p.notes.Test(note, func(s native.Status) {
				if s.Works {
					done(s.Via, nil)
					return
				}
				done("", errors.New(s.Why))
			})
		},
		RoundTrip: func() (time.Duration, bool) {
			t := p.console.Clock.Now()
			return 2 * t.Error, t.Certain // the error is half the round trip, and drift
		},
	}
}

// dial opens a number in the telephone of this computer. What is wrong with the link is
// an error at once; whether a telephone answers, only the person sees.
func (p *program) dial(uri string) error {
	l, err := native.ParseCall(uri)
	if err != nil {
		return err
	}
	native.Opener{}.Open(context.Background(), l, func(err error) {
		if err != nil {
			p.logger.Warn("opening the telephone", "error", err)
		}
	})
	return nil
}

// keep writes a signed handover and its page beside each other, for this user only, and
// opens the page. It answers from a goroutine of its own.
func (p *program) keep(name string, file, page []byte, done func(where string, err error)) {
	go func() {
		where, err := keepIn(filepath.Join(p.cli.profileDir(), "handovers"), name, file, page)
		if err != nil {
			p.logger.Warn("keeping a handover", "error", err)
			done("", err)
			return
		}
		if l, bad := native.OwnPage(where); bad == nil {
			native.Opener{}.Open(context.Background(), l, func(err error) {
				if err != nil {
					p.logger.Warn("opening a handover", "error", err)
				}
			})
		}
		done(filepath.Dir(where), nil)
	}()
}

// keepIn writes both files into a folder and returns the page's path.
func keepIn(dir, name string, file, page []byte) (where string, err error) {
	name = filepath.Base(name)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("making the folder: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), file, 0o600); err != nil {
		return "", fmt.Errorf("writing the file: %w", err)
	}
	where = filepath.Join(dir, strings.TrimSuffix(name, filepath.Ext(name))+".html")
	if err := os.WriteFile(where, page, 0o600); err != nil {
		return "", fmt.Errorf("writing the page: %w", err)
	}
	return where, nil
}
