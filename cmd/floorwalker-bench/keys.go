package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/script"
	"floorwalker/app/view"
)

const (
	// keyPause is between two keys: faster than anybody types.
	keyPause  = 25 * time.Millisecond
	keysTyped = 2_000
	// lineTyped is after how many letters they are deleted again.
	lineTyped = 150
	switches  = 200
	pictures  = 20
	// searches is how often each query is typed.
	searches = 20
)

// measureKeys times keys and switching between two long chats, in the program's
// own window without a graphics system, while the desk publishes what 500
// events a second change.
func measureKeys(ctx context.Context, o options) ([]row, error) {
	dir, err := os.MkdirTemp(o.dir, "keys-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }() // it is temporary
	o.dir, o.arg = dir, withLong
	t, err := openTeam(ctx, o)
	if err != nil {
		return nil, err
	}
	var window atomic.Pointer[screen]
	d, err := t.console(dir, 0, func(urgent bool) {
		if w := window.Load(); w != nil {
			w.shell.Changed(urgent)
		}
	})
	if err != nil {
		return nil, err
	}
	w, err := openScreen(d.console)
	if err != nil {
		return nil, err
	}
	window.Store(w)
	thread, end := context.WithCancel(ctx)
	var (
		rows   []row
		failed error
	)
	ty := &typist{screen: w, desk: d}
	go func() {
		defer end()
		if failed = d.run(ctx); failed == nil {
			rows, failed = ty.measure(ctx)
		}
	}()
	w.run(thread) // this goroutine is the UI thread
	w.shell.Stop()
	if err := errors.Join(failed, leaveAll(t, d)); err != nil {
		return nil, err
	}
	return append(rows, ty.search()), nil
}

// typist is the person at the window, on a goroutine of its own.
type typist struct {
	*screen
	desk *sitting
}

func (t *typist) measure(ctx context.Context) ([]row, error) {
	if err := t.settle(ctx); err != nil {
		return nil, err
	}
	draws, events, began := t.count(), t.desk.events.Load(), time.Now()
	typed, err := t.keys(ctx, "I am looking at your order now, ", keysTyped)
	if err != nil {
		return nil, err
	}
	picked, err := t.keys(ctx, "/invo", keysTyped/4)
	if err != nil {
		return nil, err
	}
	if err := t.proof(ctx); err != nil {
		return nil, err
	}
	switched, painted, err := t.turns(ctx)
	if err != nil {
		return nil, err
	}
	took := time.Since(began).Seconds()
	note := fmt.Sprintf("%.0f events/s and %.0f renders/s; the window on a canvas in memory, drawing not included; load %s",
		float64(t.desk.events.Load()-events)/took, float64(t.count()-draws)/took, load())
	of := func(n int) string { return fmt.Sprintf("p50 / p95 / p99 of %d", n) }
	return []row{
		{
			"keys: a key in the composer, chat of 2,000 lines", three(typed.all), "p99 ≤ 16 ms",
			fmt.Sprintf("%s, worst %s, from the key to the end of its handler; the handler alone p99 %s; %s",
				of(len(typed.all)), millis(quantile(typed.all, 1)), millis(quantile(typed.alone, 0.99)), note),
		},
		{
			fmt.Sprintf("keys: a key behind / among %d responses", longResponses), three(picked.all), "p99 ≤ 16 ms",
			fmt.Sprintf("%s, worst %s; the handler alone p99 %s", of(len(picked.all)), millis(quantile(picked.all, 1)), millis(quantile(picked.alone, 0.99))),
		},
		{
			"keys: to another chat of 2,000 lines", three(switched), "≤ 100 ms",
			fmt.Sprintf("%s, worst %s, Desk.Open to the end of the render; painting all of the window by software %s more",
				of(len(switched)), millis(quantile(switched, 1)), millis(median(painted))),
		},
	}, nil
}

// queries are what a person looks for in the library: shortcuts, words of
// titles and texts, letters in order, and what is not there.
var queries = []string{"/panel1", "routing and", "minutes extension queue", "abtusr", "aoud", "xq", "zebra crossing"}

// search times the library's answers to each query as it is typed, while
// nothing else of ours runs.
func (t *typist) search() row {
	var found []time.Duration
	l := t.desk.snapshot().Shelves.Canned
	for range searches {
		for _, q := range queries {
			for n := range q {
				began := time.Now()
				l.Search(script.Query{Text: q[:n+1]})
				found = append(found, time.Since(began))
			}
		}
	}
	return row{
		fmt.Sprintf("keys: searching %d responses", longResponses), three(found), "≤ 5 ms",
		fmt.Sprintf("p50 / p95 / p99 of %d, worst %s, as one types %d queries; no events meanwhile", len(found), millis(quantile(found, 1)), len(queries)),
	}
}

// settle takes both chats over and gives the composer the keyboard.
func (t *typist) settle(ctx context.Context) error {
	all := func(s *app.Snapshot) bool { return s.Shelves.Canned.Len() == longResponses }
	if _, err := t.desk.within(ctx, "the library", all, func() { t.desk.console.Desk.Foreground(true) }); err != nil {
		return err
	}
	for _, id := range longChats {
		if _, err := t.open(ctx, id); err != nil {
			return err
		}
		if _, err := t.desk.within(ctx, "the takeover", stands(id, view.Yours), func() { t.desk.console.Desk.TakeOver(id, "To type in it.") }); err != nil {
			return err
		}
	}
	if n := len(t.desk.snapshot().Thread.Messages); n < longLines {
		return fmt.Errorf("the chat has %d lines", n)
	}
	writes := false
	for began := time.Now(); !writes; time.Sleep(keyPause) {
		t.do(func() { writes = t.write() })
		if time.Since(began) > hangs {
			return errors.New("the composer does not get the keyboard")
		}
	}
	return nil
}

// open puts a chat on screen as a click would, and returns how long it took to
// be drawn.
func (t *typist) open(ctx context.Context, id chat.ChatID) (time.Duration, error) {
	at := t.drawn.expect(func() bool { return t.shown.Thread != nil && t.shown.Thread.ID == id })
	began := time.Now()
	t.shell.OpenFromOutside(id)
	select {
	case drawn := <-at:
		return drawn.Sub(began), nil
	case <-ctx.Done():
		return 0, ctx.Err()
	case <-time.After(hangs):
		return 0, fmt.Errorf("%s is not drawn", id)
	}
}

// strokes are the times of keys: from the key to the end of its handler, and
// of the handler alone.
type strokes struct{ all, alone []time.Duration }

// keys types a text again and again up to lineTyped letters and deletes it.
func (t *typist) keys(ctx context.Context, text string, n int) (s strokes, err error) {
	var on []rune
	every := time.NewTicker(keyPause)
	defer every.Stop()
	letters := []rune(text)
	most := lineTyped / len(letters) * len(letters)
	if letters[0] == '/' {
		most = len(letters)
	}
	deleting := false
	for len(s.all) < n || len(on) > 0 {
		select {
		case <-every.C:
		case <-ctx.Done():
			return s, ctx.Err()
		}
		deleting = len(on) > 0 && (deleting || len(on) == most)
		key := func() { t.press(fyne.KeyBackspace) }
		if deleting {
			on = on[:len(on)-1]
		} else {
			r := letters[len(on)%len(letters)]
			on = append(on, r)
			key = func() { t.window.Canvas().Focused().TypedRune(r) }
		}
		waited, took := t.do(key)
		s.all, s.alone = append(s.all, waited+took), append(s.alone, took)
	}
	return s, nil
}

// proof checks that what is typed is a draft of the chat, so that keys were
// measured that somebody has use of.
func (t *typist) proof(ctx context.Context) error {
	const text = "typed"
	for _, r := range text {
		t.do(func() { t.window.Canvas().Focused().TypedRune(r) })
	}
	got := make(chan string, 1)
	ask := func() (draft string) {
		t.desk.console.Desk.Draft(longChats[1], "reply", func(text string) { got <- text })
		return <-got
	}
	ctx, end := context.WithTimeout(ctx, hangs)
	defer end()
	if err := waitFor(ctx, func() bool { return ask() == text }); err != nil {
		return fmt.Errorf("the draft is %q: %w", ask(), err)
	}
	for range text {
		t.do(func() { t.press(fyne.KeyBackspace) })
	}
	return nil
}

// turns goes from one chat to the other and back.
func (t *typist) turns(ctx context.Context) (switched, painted []time.Duration, err error) {
	for n := range switches {
		took, err := t.open(ctx, longChats[n%2])
		if err != nil {
			return nil, nil, err
		}
		switched = append(switched, took)
		if n%(switches/pictures) == 0 {
			_, took := t.do(func() { t.window.Canvas().Capture() })
			painted = append(painted, took)
		}
		time.Sleep(keyPause)
	}
	return switched, painted, nil
}

// count is how often the window was rendered.
func (t *typist) count() (n int) {
	t.do(func() { n = t.draws })
	return n
}
