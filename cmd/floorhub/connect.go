package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/cmd/internal/backends"
	"floorwalker/cmd/internal/station"
	"floorwalker/storage/vault"
	"floorwalker/sync/driver"
)

// connectCmd is "floorhub connect": the chat backends of this hub.
type connectCmd struct {
	Chatwoot       connectChatwootCmd       `cmd:"" name:"chatwoot" help:"Connect to a Chatwoot account."`
	Crisp          connectCrispCmd          `cmd:"" name:"crisp" help:"Connect to a Crisp workspace."`
	Livehelperchat connectLiveHelperChatCmd `cmd:"" name:"livehelperchat" help:"Connect to a Live Helper Chat."`
	List           connectListCmd           `cmd:"" help:"Print the backends of this hub."`
	Check          connectCheckCmd          `cmd:"" help:"Ask each backend again which rights there are."`
	Remove         connectRemoveCmd         `cmd:"" help:"Forget a backend and its credentials. Its chats stay on the log."`
}

type (
	connectChatwootCmd       struct{ connectVendorCmd }
	connectCrispCmd          struct{ connectVendorCmd }
	connectLiveHelperChatCmd struct{ connectVendorCmd }
)

// Run connects.
func (c *connectChatwootCmd) Run(e *env) error { return c.connect(e, "chatwoot") }

// Run connects.
func (c *connectCrispCmd) Run(e *env) error { return c.connect(e, "crisp") }

// Run connects.
func (c *connectLiveHelperChatCmd) Run(e *env) error { return c.connect(e, "livehelperchat") }

// connectVendorCmd asks what has to be known, checks it and keeps it.
type connectVendorCmd struct {
	folder
	keychain
	Set    map[string]string `help:"An answer that need not be asked for, such as url=https://chat.example.com." placeholder:"KEY=ANSWER" mapsep:"none"`
	Agents map[string]string `help:"Who is who: the backend's id and the floor's, such as 5=asha." placeholder:"ID=AGENT"`
	Teams  map[string]string `help:"What the floor calls a team of the backend, such as Sales=Billing." placeholder:"THEIRS=OURS"`
	Force  bool              `help:"Keep it although a right is missing without which nothing works, or the backend cannot be reached."`
}

// connectTime bounds a checkup.
const connectTime = time.Minute

// secretsFolder holds credentials where there is no keychain.
const secretsFolder = "secrets"

// bookOf returns the list of a data folder's backends, with credentials in the keychain
// or, where there is none or it is not wanted, in a file.
func bookOf(dir string, keychain vault.Keychain) *backends.Book {
	return backends.NewBook(dir, vault.New(filepath.Join(dir, secretsFolder), vault.Options{Keychain: keychain}))
}

// keychain says where credentials are kept. They are read from the file first, so
// whoever reads them need not say it.
type keychain struct {
	NoKeychain bool `help:"Keep credentials in a file of the data folder that only its owner may read."`
}

func (k keychain) wanted() vault.Keychain {
	if k.NoKeychain {
		return nil
	}
	return vault.System{}
}

func (e *env) backends() backends.Env { return backends.Env{Now: time.Now, Logger: e.logger} }

// connect asks, checks and keeps.
func (c *connectVendorCmd) connect(e *env, name string) error {
	dir, err := c.path()
	if err != nil {
		return err
	}
	v, err := backends.VendorOf(name)
	if err != nil {
		return err
	}
	given, err := c.ask(e, &v)
	if err != nil {
		return err
	}
	if given, err = v.Complete(given); err != nil {
		return fmt.Errorf("%w: %w", station.ErrUsage, err)
	}
	ctx, cancel := context.WithTimeout(e.ctx, connectTime)
	defer cancel()
	up, err := v.Check(ctx, given, e.backends())
	switch {
	case err != nil && !c.Force:
		return err
	case err != nil:
		fmt.Fprintln(e.stderr, "floorhub:", err)
	default:
		if err := printCheckup(e.out, v.Title, up); err != nil {
			return err
		}
		if !up.OK() && !c.Force {
			return errors.New("nothing was kept: without those rights it does not work")
		}
	}
	if err := os.MkdirAll(filepath.Join(dir, secretsFolder), 0o700); err != nil {
		return err
	}
	agents := make(map[string]chat.AgentID, len(c.Agents))
	for id, a := range c.Agents {
		agents[id] = chat.AgentID(a)
	}
	if err := bookOf(dir, c.wanted()).Save(ctx, backends.Entry{Vendor: v.Name, Answers: given, Agents: agents, Teams: c.Teams}); err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.out, "%s is connected. A hub that runs reads this when it is started again.\n", v.Title)
	return err
}

type connectListCmd struct{ folder }

// Run prints a line for each answer that is no secret.
func (c *connectListCmd) Run(e *env) error {
	dir, err := c.path()
	if err != nil {
		return err
	}
	entries, err := bookOf(dir, vault.System{}).Entries()
	if err != nil {
		return err
	}
	w := e.table()
	for _, x := range entries {
		for _, k := range slices.Sorted(maps.Keys(x.Answers)) {
			if _, err := fmt.Fprintf(w, "%s\t%s\t%s\n", x.Vendor, k, x.Answers[k]); err != nil {
				return err
			}
		}
		for _, id := range slices.Sorted(maps.Keys(x.Agents)) {
			if _, err := fmt.Fprintf(w, "%s\tagent %s\t%s\n", x.Vendor, id, x.Agents[id]); err != nil {
				return err
			}
		}
	}
	return w.Flush()
}

type connectCheckCmd struct {
	folder
	keychain
}

// Run prints the rights at each backend, and fails where one is missing that is needed.
func (c *connectCheckCmd) Run(e *env) error {
	dir, err := c.path()
	if err != nil {
		return err
	}
	book := bookOf(dir, c.wanted())
	entries, err := book.Entries()
	if err != nil {
		return err
	}
	var bad []string
	for _, x := range entries {
		v, err := backends.VendorOf(x.Vendor)
		if err != nil {
			return err
		}
		up, err := c.checkup(e, book, &v, x)
		if err == nil {
			err = printCheckup(e.out, v.Title, up)
		} else {
			fmt.Fprintf(e.stderr, "floorhub: %s: %v\n", v.Title, err)
		}
		if err != nil || !up.OK() {
			bad = append(bad, v.Title)
		}
	}
	if len(bad) > 0 {
		return fmt.Errorf("this does not work: %s", strings.Join(bad, ", "))
	}
	return nil
}

func (c *connectCheckCmd) checkup(e *env, book *backends.Book, v *backends.Vendor, x backends.Entry) (driver.Checkup, error) {
	ctx, cancel := context.WithTimeout(e.ctx, connectTime)
	defer cancel()
	all, err := book.Answers(ctx, x)
	if err != nil {
		return driver.Checkup{}, err
	}
	return v.Check(ctx, all, e.backends())
}

type connectRemoveCmd struct {
	folder
	keychain
	Vendor string `arg:"" help:"chatwoot, crisp or livehelperchat."`
}

// Run forgets.
func (c *connectRemoveCmd) Run(e *env) error {
	dir, err := c.path()
	if err != nil {
		return err
	}
	return bookOf(dir, c.wanted()).Remove(e.ctx, c.Vendor)
}
