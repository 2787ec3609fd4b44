package hub

import (
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
		who, ok := h.access.lookup(bearer(r))
		if !ok {
			w.Header().Set("WWW-Authenticate", "Bearer")
			http.Error(w, "This hub does not know the token.", http.StatusUnauthorized)
			return
		}
		private(w)
		serve(w, r, who)
	}
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
