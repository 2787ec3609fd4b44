package main

import (
	"bytes"
	"fmt"
	"net/url"

	"floorwalker/sync/log"
)

// auditCmd is "floorhub audit".
type auditCmd struct {
	reading
	Follow   bool `help:"Go on printing what comes."`
	Commands bool `help:"What became of every command instead: who, what, in which chat, done or refused. Never what was written."`
}

// Run prints who observed, whispered, joined and left, oldest first. It is for
// the owner of this machine; leads read their part of it over the network.
// Where no hub runs there is nothing to follow.
func (c *auditCmd) Run(e *env) error {
	q := url.Values{}
	if c.Follow {
		q.Set("follow", "1")
	}
	read := (*log.Log).ReadAudit
	if c.Commands {
		q.Set("commands", "1")
		read = (*log.Log).ReadCommands
	}
	return c.print(e, "/audit", q, func(l *log.Log) error {
		return read(l, e.ctx, 0, func(_ uint64, raw []byte) error {
			_, err := fmt.Fprintf(e.out, "%s\n", bytes.TrimSuffix(raw, []byte{'\n'}))
			return err
		})
	})
}
