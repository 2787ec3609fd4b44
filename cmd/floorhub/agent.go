package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"text/tabwriter"

	"floorwalker/app/chat"
	"floorwalker/cmd/internal/station"
	"floorwalker/sync/hub"
)

// agentCmd is "floorhub agent".
type agentCmd struct {
	Add    agentAddCmd    `cmd:"" help:"Put somebody on the team and print their token."`
	List   agentListCmd   `cmd:"" help:"Print the team."`
	Revoke agentRevokeCmd `cmd:"" help:"Take somebody's access away, at once."`
}

type agentAddCmd struct {
	folder
	Name string `arg:"" help:"The name that colleagues and customers see."`
	Role string `help:"primary, secondary, backup or lead." required:"" enum:"primary,secondary,backup,lead" placeholder:"R"`
	Nats string `help:"An existing NATS cluster instead of the built-in log." placeholder:"URL"`

	Department string `help:"The team to which chats about something else are forwarded." placeholder:"D"`
}

// Run prints the token and nothing else, so that it can be piped.
func (c *agentAddCmd) Run(e *env) error {
	body, err := json.Marshal(hub.NewAgent{Name: c.Name, Role: chat.Role(c.Role), Department: c.Department})
	if err != nil {
		return err
	}
	return e.admin(c.folder, c.Nats, http.MethodPost, "/agents", body, func(r io.Reader) error {
		var t hub.NewToken
		if err := json.NewDecoder(r).Decode(&t); err != nil {
			return err
		}
		_, err := fmt.Fprintln(e.out, t.Token)
		return err
	})
}

type agentListCmd struct {
	folder
	Nats string `help:"An existing NATS cluster instead of the built-in log." placeholder:"URL"`
}

// Run prints a line for each person.
func (c *agentListCmd) Run(e *env) error {
	return e.admin(c.folder, c.Nats, http.MethodGet, "/agents", nil, func(r io.Reader) error {
		var team []hub.TeamMember
		if err := json.NewDecoder(r).Decode(&team); err != nil {
			return err
		}
		w := tabwriter.NewWriter(e.out, 0, 4, 2, ' ', 0)
		for _, m := range team {
			state := standing(&m)
			if m.Department != "" {
				state += "\t" + m.Department
			}
			if _, err := fmt.Fprintf(w, "%s\t%s\t%s\n", m.Name, m.Role, state); err != nil {
				return err
			}
		}
		return w.Flush()
	})
}

// standing says in a few words whether somebody is there, how many chats they
// serve of how many one person is given, and whether they want no more
// (S-MULTI-01, S-MULTI-05).
func standing(m *hub.TeamMember) string {
	if m.Revoked {
		return "revoked"
	}
	words := string(m.Presence)
	if m.Serves > 0 {
		words += fmt.Sprintf(", serves %d of %d", m.Serves, m.Cap)
	}
	if m.Focus {
		words += ", focus"
	}
	return words
}

type agentRevokeCmd struct {
	folder
	Name string `arg:"" help:"Who."`
	Nats string `help:"An existing NATS cluster instead of the built-in log." placeholder:"URL"`
}

// Run revokes.
func (c *agentRevokeCmd) Run(e *env) error {
	return e.admin(c.folder, c.Nats, http.MethodDelete, "/agents/"+url.PathEscape(c.Name), nil,
		func(io.Reader) error { return nil })
}

// admin asks the running hub, or opens the log if none runs.
func (e *env) admin(f folder, nats, method, path string, body []byte, read func(io.Reader) error) error {
	return e.reach(f, method, path, body, read, func(dir string) error {
		return e.alone(dir, nats, method, path, body, read)
	})
}

// reach asks the hub that runs on a folder, and has read take what it says.
// Where none runs, alone does without it.
func (e *env) reach(f folder, method, path string, body []byte, read func(io.Reader) error, alone func(dir string) error) error {
	dir, err := f.path()
	if err != nil {
		return err
	}
	client, err := station.Admin(e.ctx, dir)
	if errors.Is(err, station.ErrNoHub) {
		return alone(dir)
	}
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(e.ctx, method, "http://hub"+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }() // read to its end, or the error is known
	return answer(resp.StatusCode, resp.Body, read)
}

// alone answers from a hub that is opened for this command only, through the
// same routes.
func (e *env) alone(dir, nats, method, path string, body []byte, read func(io.Reader) error) error {
	o := e.options(dir, nats)
	o.Aside = true
	s, err := station.Open(e.ctx, o)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(e.ctx)
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	rec := httptest.NewRecorder()
	req, err := http.NewRequestWithContext(ctx, method, "http://hub"+path, bytes.NewReader(body))
	if err == nil {
		if err = whole(s.Hub().Admin(), rec, req); err == nil {
			err = answer(rec.Code, rec.Body, read)
		}
	}
	cancel()
	if failed := <-ended; err == nil {
		err = failed // otherwise it says the same with other words
	}
	return err
}

// whole serves a request, and says so if the answer was cut off.
func whole(h http.Handler, w http.ResponseWriter, r *http.Request) (err error) {
	defer func() {
		switch cut := recover(); cut {
		case nil:
		case http.ErrAbortHandler:
			err = errors.New("the answer was cut off; the log says why")
		default:
			panic(cut)
		}
	}()
	h.ServeHTTP(w, r)
	return nil
}

func answer(code int, body io.Reader, read func(io.Reader) error) error {
	if code < 300 {
		return read(body)
	}
	words, err := io.ReadAll(io.LimitReader(body, 4<<10))
	if err != nil {
		return err
	}
	return errors.New(string(bytes.TrimSpace(words)))
}
