package hub

import "net/http"

// mountArticles adds the routes of the solution articles.
func (h *Hub) mountArticles(*http.ServeMux) {}
