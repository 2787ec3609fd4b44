package hub

import (
	"context"
	"net/http"
	"strings"

	"floorwalker/app/chat"
)

// granted serves a request of somebody who was let in.
type granted func(http.ResponseWriter, *http.Request, grant)

// bearer returns the token that a request carries, if any.
func bearer(r *http.Request) string {
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	return token
}

// forTeam lets those in who carry a token of the team's, and says who they are.
func (h *Hub) forTeam(serve granted) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		token := bearer(r)
		who, ok := h.access.lookup(token)
		if !ok {
			h.stranger(w, r, token)
			return
		}
		ctx, cancel := context.WithCancel(r.Context())
		defer cancel()
		defer h.visits.enter(who.Agent, &visit{cancel, http.NewResponseController(w)})()
		// A revocation ends the requests that are on the list, so one that came between
		// the look-up and the list has to look again.
		if _, ok := h.access.lookup(token); !ok {
			unknownToken(w)
			return
		}
		if again, ok := h.requests.wait(who.Agent, passing(), ctx.Done()); !ok {
			h.tooMany(w, r, again)
			return
		}
		if ctx.Err() != nil {
			return // who asked has gone, or was revoked
		}
		private(w)
		serve(w, r.WithContext(ctx), who)
	}
}

// stranger answers who has no token, and later than that who guesses.
func (h *Hub) stranger(w http.ResponseWriter, r *http.Request, token string) {
	if token != "" {
		h.door.refused(r.RemoteAddr, passing(), r.Context().Done(), h.ended)
	}
	unknownToken(w)
}

func unknownToken(w http.ResponseWriter) {
	w.Header().Set("WWW-Authenticate", "Bearer")
	http.Error(w, "This hub does not know the token.", http.StatusUnauthorized)
}

// tooMany refuses a request of an agent who sends too many. Who reads the audit is in no
// metric.
func (h *Hub) tooMany(w http.ResponseWriter, r *http.Request, again string) {
	if r.URL.Path != "/audit" {
		h.metrics.limited.WithLabelValues("request").Inc()
	}
	w.Header().Set("Retry-After", again)
	http.Error(w, busyWords, http.StatusTooManyRequests)
}

// forLeads lets only leads in; words say so to the others.
func (h *Hub) forLeads(words string, serve granted) http.HandlerFunc {
	return h.forTeam(func(w http.ResponseWriter, r *http.Request, who grant) {
		if who.Role != chat.RoleLead {
			http.Error(w, words, http.StatusForbidden)
			return
		}
		serve(w, r, who)
	})
}

// private says that an answer is for whoever asked, and is what it says it is.
func private(w http.ResponseWriter) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
}
