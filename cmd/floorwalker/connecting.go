package main

import (
	"context"
	"sync"
	"time"

	"floorwalker/cmd/internal/backends"
	"floorwalker/ui/connect"
)

// connectTime is how long a chat system may take to answer a checkup.
const connectTime = time.Minute

// connecting answers the sheet in which a chat system is connected. Its work ends with
// the program.
type connecting struct {
	hub  *ownHub
	ctx  context.Context // of the program; the sheet's questions have none of their own
	work *sync.WaitGroup
}

var _ connect.Book = (*connecting)(nil)

// Vendors implements connect.Book.
func (c *connecting) Vendors() []connect.Vendor {
	entries, err := c.hub.book.Entries()
	if err != nil { // saving will say it
		c.hub.opts.Logger.Warn("the list of backends cannot be read", "error", err)
	}
	var all []connect.Vendor
	for _, v := range backends.Vendors() {
		one := connect.Vendor{Name: v.Name, Title: v.Title}
		for _, q := range v.Questions {
			one.Questions = append(one.Questions, connect.Question(q))
		}
		for _, e := range entries {
			if e.Vendor == v.Name {
				one.Known = e.Answers
			}
		}
		all = append(all, one)
	}
	return all
}

// Check implements connect.Book.
func (c *connecting) Check(vendor string, answers map[string]string, got func(connect.Checkup, error)) {
	c.work.Go(func() {
		ctx, cancel := context.WithTimeout(c.ctx, connectTime)
		defer cancel()
		v, err := backends.VendorOf(vendor)
		if err != nil {
			got(connect.Checkup{}, err)
			return
		}
		up, err := v.Check(ctx, answers, c.hub.env)
		out := connect.Checkup{Server: up.Server, Account: up.Account, People: len(up.Agents), Teams: len(up.Teams)}
		for _, r := range up.Rights {
			out.Rights = append(out.Rights, connect.Right{Name: r.Name, OK: r.OK, Needed: r.Needed, Without: r.Without})
		}
		got(out, err)
	})
}

// Save implements connect.Book: the hub is started again with the new backend.
func (c *connecting) Save(vendor string, answers map[string]string, got func(words string, err error)) {
	c.work.Go(func() {
		ctx, cancel := context.WithTimeout(c.ctx, connectTime)
		defer cancel()
		v, err := backends.VendorOf(vendor)
		if err == nil {
			err = c.hub.keep(ctx, vendor, answers)
		}
		if err != nil {
			got("", err)
			return
		}
		c.hub.restart()
		got(v.Title+" is connected. Your hub starts again with it; its chats come in a moment.", nil)
	})
}
