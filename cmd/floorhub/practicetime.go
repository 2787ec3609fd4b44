package main

import (
	"fmt"
	"net/http"
	"net/url"
	"time"

	"floorwalker/cmd/internal/station"
	"floorwalker/sync/hub"
)

// practiceTimeCmd is "floorhub practice-time".
type practiceTimeCmd struct {
	target
	By string `arg:"" help:"How far to turn the clock forward, such as +8h or +90m."`
}

// Run turns the clock of a practice floor that runs.
func (c *practiceTimeCmd) Run(e *env) error {
	by, err := time.ParseDuration(c.By)
	if err != nil {
		return fmt.Errorf("%w: practice-time wants a time such as +8h or +90m", station.ErrUsage)
	}
	v := url.Values{"by": {by.String()}}
	return c.reach(e, http.MethodPost, "/practice-time?"+v.Encode(), nil, decoded(func(p hub.PracticeTime) error {
		_, err := fmt.Fprintf(e.out, "it is %s on this floor, %s ahead of the world\n",
			p.Now.Time().UTC().Format(time.RFC3339), time.Duration(p.Turned*float64(time.Second)))
		return err
	}), func(string) error { return station.ErrNoHub })
}
