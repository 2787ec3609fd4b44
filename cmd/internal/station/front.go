package station

import (
	"net/http"
	"sync"
	"sync/atomic"

	"floorwalker/sync/hub"
)

// front is what the listener and the admin socket lead to: the hub while it has a
// floor, else what answers for one that stands by. It outlives both.
type front struct {
	now   atomic.Pointer[face]
	ready chan struct{} // closed when there is a first face
	once  sync.Once
}

func newFront() *front { return &front{ready: make(chan struct{})} }

func (f *front) turn(to *face) {
	f.now.Store(to)
	f.once.Do(func() { close(f.ready) })
}

// face is one of the two; hub is nil while this hub stands by.
type face struct {
	hub           *hub.Hub
	public, admin http.Handler
}

func (f *front) open(h *hub.Hub) {
	f.turn(&face{hub: h, public: h.Handler(), admin: h.Admin()})
}

func (f *front) standBy(s *hub.Standby) {
	f.turn(&face{public: s.Handler(), admin: s.Admin()})
}

// knows reports whether the hub knows a token, if it has a floor.
func (f *front) knows(token string) bool {
	n := f.now.Load()
	return n != nil && n.hub != nil && n.hub.KnowsToken(token)
}

// public and admin are the handlers of the two servers. Who comes before there is
// either face, which is for moments, waits for it.
func (f *front) public(w http.ResponseWriter, r *http.Request) {
	f.serve(w, r, func(n *face) http.Handler { return n.public })
}

func (f *front) admin(w http.ResponseWriter, r *http.Request) {
	f.serve(w, r, func(n *face) http.Handler { return n.admin })
}

func (f *front) serve(w http.ResponseWriter, r *http.Request, of func(*face) http.Handler) {
	select {
	case <-f.ready:
		of(f.now.Load()).ServeHTTP(w, r)
	case <-r.Context().Done():
	}
}
