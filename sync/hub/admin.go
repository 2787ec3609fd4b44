package hub

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"floorwalker/app/chat"
)

// Admin returns the routes for whoever runs the hub. They are served on a
// socket in the data folder that only its owner can open, never on the
// network:
//
//	POST   /agents        {"name","role","department"} → {"token"}
//	GET    /agents        → the team
//	DELETE /agents/{name}
//	GET    /tail?text=1&all=1&once=1 → events as JSON lines, until the client
//	       goes or, with once, until what was the newest when it was asked
//	GET    /audit?follow=1 → audit facts as JSON lines
//	GET    /rules         → what became of each rule's triggers
//	GET    /policy        → {"version","file"}
//	POST   /policy?from=N&reason=WHY&as=NAME, a policy as TOML → {"version"}
//	GET    /tickets, POST /tickets/check, GET /outgoing, POST /outgoing/retry
//	       → as for leads, see mountTickets
//	GET    /backup        → the log as one file, see [log.Log.Backup]
//	POST   /practice-time?by=8h → {"turned_s","now"}, see [Hub.Turn]
//	GET    /day, /coverage, /handover?shift= → as for leads, see mountDays
//	GET    /keys          → whose signatures are whose
//	GET    /files, POST and DELETE /files?name= → the team's library
func (h *Hub) Admin() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /agents", h.adminAdd)
	mux.HandleFunc("GET /agents", h.adminList)
	mux.HandleFunc("DELETE /agents/{name}", h.adminRevoke)
	mux.HandleFunc("GET /tail", h.adminTail)
	mux.HandleFunc("GET /audit", h.adminAudit)
	mux.HandleFunc("GET /rules", h.adminRules)
	mux.HandleFunc("GET /policy", h.adminPolicy)
	mux.HandleFunc("POST /policy", h.adminSetPolicy)
	mux.HandleFunc("POST /practice-time", h.adminTurn)
	mux.HandleFunc("GET /backup", h.adminBackup)
	h.mountAdminTickets(mux)
	h.mountAdminDays(mux)
	h.mountAdminFiles(mux)
	return mux
}

// NewToken is what it answers.
type NewToken struct {
	Token string `json:"token"`
}

// TeamMember is a line of GET /agents.
type TeamMember struct {
	// ID is what the roster and the matrix of a policy name them by.
	ID       chat.AgentID  `json:"id"`
	Name     string        `json:"name"`
	Role     chat.Role     `json:"role"`
	Presence chat.Presence `json:"presence"`
	Revoked  bool          `json:"revoked"`
	// Department may be empty.
	Department string `json:"department,omitempty"`
	// Focus says that they want to be given nothing new; Serves is how many
	// chats are theirs, Cap how many one person is given.
	Focus  bool `json:"focus,omitempty"`
	Serves int  `json:"serves"`
	Cap    int  `json:"cap"`
}

func (h *Hub) adminAdd(w http.ResponseWriter, r *http.Request) {
	var in NewAgent
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16)).Decode(&in); err != nil {
		http.Error(w, "not a JSON object with name and role", http.StatusBadRequest)
		return
	}
	token, err := h.Add(r.Context(), in)
	if err != nil {
		adminError(w, err)
		return
	}
	adminJSON(w, NewToken{token})
}

func (h *Hub) adminList(w http.ResponseWriter, r *http.Request) {
	all, err := h.Agents(r.Context())
	if err != nil {
		adminError(w, err)
		return
	}
	team := make([]TeamMember, len(all))
	for i, a := range all {
		team[i] = TeamMember{
			ID: a.ID, Name: a.Name, Role: a.Role, Presence: a.Presence, Revoked: a.Revoked, Department: a.Department,
			Focus: a.Focus, Serves: a.Owns, Cap: h.edition.Load().Policy.Agent.Cap,
		}
	}
	adminJSON(w, team)
}

func (h *Hub) adminRevoke(w http.ResponseWriter, r *http.Request) {
	if err := h.RevokeAgent(r.Context(), r.PathValue("name")); err != nil {
		adminError(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func adminJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v) // the client went away
}

func adminError(w http.ResponseWriter, err error) {
	code := http.StatusInternalServerError
	switch {
	case errors.Is(err, ErrBadName), errors.Is(err, ErrBadRole), errors.Is(err, ErrBadDepartment):
		code = http.StatusBadRequest
	case errors.Is(err, ErrNameTaken):
		code = http.StatusConflict
	case errors.Is(err, ErrNoAgent):
		code = http.StatusNotFound
	}
	http.Error(w, err.Error(), code)
}

// adminTail prints events. It never reads the audit stream.
func (h *Hub) adminTail(w http.ResponseWriter, r *http.Request) {
	text := r.URL.Query().Get("text") != ""
	w.Header().Set("Content-Type", "application/x-ndjson")
	flush := http.NewResponseController(w)
	at := h.ring.newest()
	show := func(_ uint64, raw []byte) error {
		_, err := fmt.Fprintf(w, "%s\n", TailLine(raw, text)) // #nosec G705 -- JSON lines, on a socket that no browser can open
		return err
	}
	wake, cancel := h.ring.subscribe()
	defer cancel()
	if r.URL.Query().Get("all") != "" {
		if err := h.readLog(r.Context(), 0, at, show); err != nil {
			return
		}
	}
	if r.URL.Query().Get("once") != "" {
		return
	}
	for {
		lines, to, ok := h.ring.after(at, frameBytes, audience{all: true}, nil)
		if !ok {
			at = h.ring.newest() // the reader is too slow; it misses lines
			continue
		}
		at = to
		for _, raw := range lines {
			if show(at, raw) != nil {
				return
			}
		}
		if err := flush.Flush(); err != nil {
			return
		}
		select {
		case <-wake:
		case <-r.Context().Done():
			return
		case <-h.ended:
			return
		}
	}
}

// newest returns the sequence of the newest event.
func (r *ring) newest() uint64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.last
}
