package hub

import "net/http"

// entrance says who is let in on a route.
type entrance string

const (
	letAnybody entrance = "anybody" // nothing there is about the floor
	letTeam    entrance = "team"    // a token of somebody on the team
	letLeads   entrance = "leads"   // a lead's token
	letDesks   entrance = "desks"   // a token of the team, in the stream's first frame
)

// route is one of the hub's, without those of the drivers.
type route struct {
	pattern string
	who     entrance
}

// routes is the mux with a list of what is on it: whoever adds a route says who is let
// in, and a test comes to each without a token, with one that was revoked, and in
// another role.
type routes struct {
	hub  *Hub
	mux  *http.ServeMux
	list []route
}

func (r *routes) add(pattern string, who entrance, h http.Handler) {
	r.list = append(r.list, route{pattern, who})
	r.mux.Handle(pattern, h)
}

func (r *routes) anybody(pattern string, h http.Handler) { r.add(pattern, letAnybody, h) }

func (r *routes) desks(pattern string, h http.HandlerFunc) { r.add(pattern, letDesks, h) }

func (r *routes) team(pattern string, serve granted) { r.add(pattern, letTeam, r.hub.forTeam(serve)) }

// leads lets only leads in; words say so to the others.
func (r *routes) leads(pattern, words string, serve granted) {
	r.add(pattern, letLeads, r.hub.forLeads(words, serve))
}
