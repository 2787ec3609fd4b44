package hub

import "net/http"

// mountArticles adds the route on which solution articles are looked up.
func (h *Hub) mountArticles(*http.ServeMux) {}
