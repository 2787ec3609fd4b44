package hub

import "net/http"

// mountFiles adds the routes of the files that lines carry.
func (h *Hub) mountFiles(*http.ServeMux) {}
