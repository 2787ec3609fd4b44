package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"floorwalker/app/chat"
	"floorwalker/sync/hub"
)

// agentCmd is "floorhub agent".
type agentCmd struct {
	Add    agentAddCmd    `cmd:"" help:"Put somebody on the team and print their token."`
	List   agentListCmd   `cmd:"" help:"Print the team."`
	Revoke agentRevokeCmd `cmd:"" help:"Take somebody's access away, at once."`
}

type agentAddCmd struct {
	target
	Name       string `arg:"" help:"The name that colleagues and customers see."`
	Role       string `help:"primary, secondary, backup or lead." required:"" enum:"primary,secondary,backup,lead" placeholder:"R"`
	Department string `help:"The team to which chats about something else are forwarded." placeholder:"D"`
}

// Run prints the token and nothing else, so that it can be piped.
func (c *agentAddCmd) Run(e *env) error {
	body, err := json.Marshal(hub.NewAgent{Name: c.Name, Role: chat.Role(c.Role), Department: c.Department})
	if err != nil {
		return err
	}
	return c.admin(e, http.MethodPost, "/agents", body, decoded(func(t hub.NewToken) error {
		_, err := fmt.Fprintln(e.out, t.Token)
		return err
	}))
}

type agentListCmd struct {
	target
}

// Run prints a line for each person.
func (c *agentListCmd) Run(e *env) error {
	return c.admin(e, http.MethodGet, "/agents", nil, decoded(func(team []hub.TeamMember) error {
		w := e.table()
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
	}))
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
	target
	Name string `arg:"" help:"Who."`
}

// Run revokes.
func (c *agentRevokeCmd) Run(e *env) error {
	return c.admin(e, http.MethodDelete, "/agents/"+url.PathEscape(c.Name), nil, unread)
}
