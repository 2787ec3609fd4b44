package hub

import "net/http"

// mountReveal adds the route that shows a lead what is under a mask.
func (h *Hub) mountReveal(*http.ServeMux) {}
