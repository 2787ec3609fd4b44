package standin

import "slices"

// SetResponse makes or changes a canned response as somebody does on the vendor's own
// screen; with an empty text it is removed.
func (s *Server) SetResponse(short, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.canned, func(r *canned) bool { return r.short == short })
	switch {
	case i >= 0 && text == "":
		s.canned = slices.Delete(s.canned, i, i+1)
	case i >= 0:
		s.canned[i].text = text
	case text != "":
		s.next++
		s.canned = append(s.canned, &canned{id: s.next, short: short, text: text})
	}
}

// Responses are the texts of all canned responses by their short codes.
func (s *Server) Responses() map[string]string {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make(map[string]string, len(s.canned))
	for _, r := range s.canned {
		all[r.short] = r.text
	}
	return all
}
