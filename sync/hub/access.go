package hub

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"floorwalker/app/chat"
)

// agentKey starts the names of agents' credentials in the journal; the rest is
// the hash of the token. The token itself is nowhere but with its agent.
const agentKey = "agent."

// access knows whose token is whose.
type access struct {
	journal Journal

	mu     sync.Mutex // guards byHash
	byHash map[string]grant
}

// grant is what a token opens.
type grant struct {
	Agent chat.AgentID `json:"agent"`
	Name  string       `json:"name"`
	Role  chat.Role    `json:"role"`
}

// ErrBadName refuses a name that is empty, too long, or not printable, or that
// stands for nobody in particular.
var ErrBadName = errors.New("a name has 1 to 60 printable characters and does not begin with @")

// ErrBadDepartment refuses a department that is too long or not printable.
var ErrBadDepartment = errors.New("a department has at most 60 printable characters")

// ErrBadRole refuses a role that does not exist.
var ErrBadRole = errors.New("a role is primary, secondary, backup or lead")

// ErrNameTaken refuses a second agent of the same name.
var ErrNameTaken = errors.New("an agent of this name is on the team already")

// ErrNoAgent says that nobody of that name is on the team.
var ErrNoAgent = errors.New("no agent of this name is on the team")

func openAccess(j Journal, creds map[string][]byte) *access {
	a := &access{journal: j, byHash: make(map[string]grant)}
	for k, v := range creds {
		hash, ok := strings.CutPrefix(k, agentKey)
		var g grant
		if ok && json.Unmarshal(v, &g) == nil && !standsFor(g.Agent) {
			a.byHash[hash] = g
		}
	}
	return a
}

// lookup returns whose token it is. Hashing first makes the comparison's time
// say nothing about the token.
func (a *access) lookup(token string) (grant, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	g, ok := a.byHash[hashOf(token)]
	return g, ok
}

// add makes a token for a new agent.
func (a *access) add(ctx context.Context, name string, role chat.Role) (token string, g grant, err error) {
	name = strings.TrimSpace(name)
	if !validName(name) {
		return "", g, ErrBadName
	}
	if !role.Valid() {
		return "", g, ErrBadRole
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	g = grant{Agent: agentIDOf(name), Name: name, Role: role}
	for _, o := range a.byHash {
		if o.Agent == g.Agent {
			return "", g, ErrNameTaken
		}
	}
	var secret [20]byte
	rand.Read(secret[:])
	token = "fw_" + strings.ToLower(base32.StdEncoding.EncodeToString(secret[:]))
	value, err := json.Marshal(g)
	if err != nil {
		return "", g, err
	}
	if err := a.journal.PutCredential(ctx, agentKey+hashOf(token), value); err != nil {
		return "", g, fmt.Errorf("keeping the token: %w", err)
	}
	a.byHash[hashOf(token)] = g
	return token, g, nil
}

// admit lets a token in for as long as this process lives.
func (a *access) admit(name string, role chat.Role, token string) (grant, error) {
	name = strings.TrimSpace(name)
	switch {
	case !validName(name):
		return grant{}, ErrBadName
	case !role.Valid():
		return grant{}, ErrBadRole
	}
	g := grant{Agent: agentIDOf(name), Name: name, Role: role}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.byHash[hashOf(token)] = g
	return g, nil
}

// revoke forgets every token of the agent of this name.
func (a *access) revoke(ctx context.Context, name string) (chat.AgentID, error) {
	id := agentIDOf(strings.TrimSpace(name))
	a.mu.Lock()
	defer a.mu.Unlock()
	found := false
	for hash, g := range a.byHash {
		if g.Agent != id {
			continue
		}
		if err := a.journal.DeleteCredential(ctx, agentKey+hash); err != nil {
			return id, fmt.Errorf("forgetting the token: %w", err)
		}
		delete(a.byHash, hash)
		found = true
	}
	if !found {
		return id, ErrNoAgent
	}
	return id, nil
}

func hashOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

func validName(name string) bool {
	if standsFor(chat.AgentID(name)) { // nobody is to look like the bot or a team
		return false
	}
	n := 0
	for _, r := range name {
		if !unicode.IsPrint(r) {
			return false
		}
		n++
	}
	return n > 0 && n <= 60
}

// agentIDOf makes the id from the name: letters and digits of any script, in
// lower case, everything else a hyphen.
func agentIDOf(name string) chat.AgentID {
	return chat.AgentID(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return unicode.ToLower(r)
		}
		return '-'
	}, name))
}
