package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"time"
)

// What a team of two hundred may expect of its hub.
const (
	aimFanOut   = 150 * time.Millisecond
	aimSnapshot = 2 * time.Second
)

// benchCmd is "floorhub bench": a hub in a process of its own, in a folder that is
// thrown away, and desktops in this one that read what it says. It measures, and fails
// if an aim is missed.
type benchCmd struct {
	Desktops int           `help:"How many desktops are connected." default:"200" placeholder:"N"`
	Chats    int           `help:"How many chats are live." default:"2000" placeholder:"N"`
	Lines    int           `help:"How many lines each chat has when the desktops come." default:"8" placeholder:"N"`
	Rate     int           `help:"How many lines are written in a second, in all chats together." default:"500" placeholder:"N"`
	Slow     int           `help:"How many more desktops there are that hardly read." default:"10" placeholder:"N"`
	For      time.Duration `help:"How long is measured." default:"20s" placeholder:"TIME"`

	// HubDir makes this the hub's process.
	HubDir string `hidden:""`
}

// newcomers is how many desktops come in the middle of the load, one after the other.
const newcomers = 5

// Run measures and prints a table.
func (c *benchCmd) Run(e *env) (err error) {
	if c.HubDir != "" {
		return c.runHub(e)
	}
	dir, err := os.MkdirTemp("", "floorhub-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }() // it is temporary
	h, err := c.startHub(e, dir)
	if err != nil {
		return fmt.Errorf("starting a hub to be measured: %w", err)
	}
	defer h.stop()
	r, err := c.measure(e.ctx, h)
	if err != nil {
		return err
	}
	return r.print(e, c)
}

// benchResult is what was measured.
type benchResult struct {
	before, after int64 // bytes of the hub's process, without and with the desktops
	fanOut        []time.Duration
	slowed        []time.Duration // the same while slow desktops are there
	snapshots     []time.Duration
	events, lost  int
}

func (c *benchCmd) measure(ctx context.Context, h *benchHub) (*benchResult, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	r := &benchResult{before: h.memory()}
	var desks []*benchDesk
	for i := range c.Desktops {
		d := sitDown(ctx, h.url, h.tokens[i%len(h.tokens)], 0)
		desks = append(desks, d)
		if i%10 == 9 || i == c.Desktops-1 { // a team does not come in one second
			if err := allLive(ctx, desks); err != nil {
				return nil, err
			}
		}
	}
	h.say("load")
	if err := pause(ctx, 2*time.Second); err != nil {
		return nil, err
	}
	r.after = h.memory()
	reset(desks)
	if err := pause(ctx, c.For); err != nil {
		return nil, err
	}
	r.fanOut, r.events, r.lost = gather(desks)
	for range newcomers {
		d := sitDown(ctx, h.url, h.tokens[0], 0)
		if err := allLive(ctx, []*benchDesk{d}); err != nil {
			return nil, err
		}
		r.snapshots = append(r.snapshots, d.took())
		d.leave()
	}
	for i := range c.Slow {
		desks := sitDown(ctx, h.url, h.tokens[i%len(h.tokens)], 2*time.Second)
		defer desks.leave()
	}
	if err := pause(ctx, time.Second); err != nil {
		return nil, err
	}
	reset(desks)
	if err := pause(ctx, c.For/2); err != nil {
		return nil, err
	}
	var lost int
	r.slowed, _, lost = gather(desks)
	r.lost += lost
	return r, nil
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// print says what was measured beside what was aimed at.
func (r *benchResult) print(e *env, c *benchCmd) error {
	w := e.table()
	missed := false
	row := func(what, got, aim string, ok bool) {
		verdict := ""
		if !ok {
			verdict, missed = "missed", true
		}
		_, _ = fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", what, got, aim, verdict) // Flush tells
	}
	row("what", "measured", "aim", true)
	row("desktops, live chats, lines a second", fmt.Sprintf("%d, %d, %d", c.Desktops, c.Chats, c.Rate), "", true)
	row("events told to desktops a second", fmt.Sprintf("%.0f", float64(r.events)/c.For.Seconds()), "", r.events > 0)
	p99 := quantile(r.fanOut, 0.99)
	row("from the hub to a desktop, p50", ms(quantile(r.fanOut, 0.5)), "", true)
	row("from the hub to a desktop, p99", ms(p99), "at most "+ms(aimFanOut), p99 <= aimFanOut)
	slowed := quantile(r.slowed, 0.99)
	row(fmt.Sprintf("the same while %d desktops hardly read, p99", c.Slow), ms(slowed), "at most "+ms(aimFanOut), slowed <= aimFanOut)
	most := slices.Max(r.snapshots)
	row(fmt.Sprintf("a new desktop has %d chats, the slowest of %d", c.Chats, len(r.snapshots)), ms(most), "at most "+ms(aimSnapshot), most <= aimSnapshot)
	if r.before > 0 {
		row("memory of the hub without desktops", fmt.Sprintf("%d MB", r.before>>20), "", true)
		row("memory of the hub for each desktop", fmt.Sprintf("%d KB", (r.after-r.before)>>10/int64(max(c.Desktops, 1))), "", true)
	}
	row("desktops that lost their connection", fmt.Sprint(r.lost), "0", r.lost == 0)
	if err := w.Flush(); err != nil {
		return err
	}
	if missed {
		return fmt.Errorf("an aim was missed")
	}
	return nil
}

func quantile(all []time.Duration, q float64) time.Duration {
	if len(all) == 0 {
		return 0
	}
	return all[min(int(q*float64(len(all))), len(all)-1)]
}

func ms(d time.Duration) string { return fmt.Sprintf("%d ms", d.Milliseconds()) }
