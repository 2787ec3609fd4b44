package hub

import "net/http"

// mountFiles adds the routes of attachments.
func (h *Hub) mountFiles(*http.ServeMux) {}
