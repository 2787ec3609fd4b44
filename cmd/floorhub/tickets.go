package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"floorwalker/sync/wire"
)

// ticketsCmd is "floorhub tickets".
type ticketsCmd struct {
	Export   ticketsExportCmd   `cmd:"" help:"Print the tickets, the newest first."`
	Check    ticketsCheckCmd    `cmd:"" help:"Compare closed chats with tickets; exit status 1 if they differ."`
	Outgoing ticketsOutgoingCmd `cmd:"" help:"Print what has not arrived where it is sent to."`
	Retry    ticketsRetryCmd    `cmd:"" help:"Send what could not be delivered again."`
}

type ticketsExportCmd struct {
	target
	Format string `help:"csv or json; JSON is one ticket a line." default:"csv" enum:"csv,json" placeholder:"F"`
	Since  string `help:"Only chats that ended at or after this time or day." placeholder:"T"`
	Until  string `help:"Only chats that ended before this time or day." placeholder:"T"`
	Query  string `help:"Only tickets with all of these words." placeholder:"WORDS"`
}

// Run prints tickets to the end, or fails.
func (c *ticketsExportCmd) Run(e *env) error {
	v := url.Values{"format": {c.Format}, "since": {c.Since}, "until": {c.Until}, "q": {c.Query}}
	return c.admin(e, http.MethodGet, "/tickets?"+v.Encode(), nil, func(r io.Reader) error {
		_, err := io.Copy(e.out, r)
		return err
	})
}

type ticketsCheckCmd struct {
	target
}

// errDiffer makes the exit status of a check that found something.
var errDiffer = errors.New("closed chats and tickets are not the same")

// Run makes the check that is made every night, and prints what differs.
func (c *ticketsCheckCmd) Run(e *env) error {
	var check wire.TicketCheck
	if err := c.admin(e, http.MethodPost, "/tickets/check", nil, into(&check)); err != nil {
		return err
	}
	if check.Failed != "" {
		return errors.New(check.Failed)
	}
	for _, words := range differences(&check) {
		if _, err := fmt.Fprintln(e.out, words); err != nil {
			return err
		}
	}
	fmt.Fprintf(e.stderr, "floorhub: %d chats have ended, %d tickets, %d differences\n", check.Closed, check.Tickets, check.Differences())
	if check.Differences() > 0 {
		return errDiffer
	}
	return nil
}

// differences are one line each.
func differences(c *wire.TicketCheck) (lines []string) {
	add := func(form, id string) { lines = append(lines, fmt.Sprintf(form, strconv.Quote(id))) }
	for _, id := range c.Missing {
		add("chat %s has ended and has no ticket", string(id))
	}
	for _, id := range c.Extra {
		add("chat %s has a ticket and has not ended", string(id))
	}
	for _, id := range c.Double {
		add("chat %s has tickets of several numbers", string(id))
	}
	for _, ref := range c.Shared {
		add("ticket %s is of several chats", ref)
	}
	return lines
}

type ticketsOutgoingCmd struct {
	target
}

// Run prints one line for each parcel.
func (c *ticketsOutgoingCmd) Run(e *env) error {
	var o wire.Outgoing
	if err := c.admin(e, http.MethodGet, "/outgoing", nil, into(&o)); err != nil {
		return err
	}
	for _, words := range o.Words {
		fmt.Fprintln(e.stderr, "floorhub:", words)
	}
	w := e.table()
	for _, p := range o.Parcels {
		when := p.Last
		if when.IsZero() {
			when = p.Made
		}
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\t%d attempts\t%s\t%s\t%q\n",
			p.State, p.Kind, p.To, p.Attempts, when.Time().UTC().Format(time.RFC3339), p.Key, p.Words); err != nil {
			return err
		}
	}
	for _, u := range o.Unsent {
		if _, err := fmt.Fprintf(w, "not made\t\t\t\t\t%s\t%q\n", u.Ticket, u.Words); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(e.stderr, "floorhub: %d tickets, %d parcels wait, %d are undeliverable\n", o.Tickets, o.Waiting, o.Undeliverable)
	return nil
}

type ticketsRetryCmd struct {
	target
	Key string `arg:"" optional:"" help:"Which parcel, as outgoing prints it; without it all that are undeliverable."`
}

// Run says how many go again.
func (c *ticketsRetryCmd) Run(e *env) error {
	body, err := json.Marshal(wire.RetryParcel{Key: c.Key})
	if err != nil {
		return err
	}
	return c.admin(e, http.MethodPost, "/outgoing/retry", body, decoded(func(n wire.Retried) error {
		_, err := fmt.Fprintf(e.out, "%d\n", n.Retried)
		return err
	}))
}
