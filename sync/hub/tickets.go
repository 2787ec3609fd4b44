package hub

import "net/http"

// mountTickets adds the routes of the tickets.
func (h *Hub) mountTickets(*http.ServeMux) {}
