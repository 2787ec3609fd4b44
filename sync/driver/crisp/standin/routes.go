package standin

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/conformance"
)

// call is one REST call that has passed the door.
type call struct {
	session string
	query   func(string) string
	raw     []byte
	body    map[string]any
	host    string
}

// route is one call of the table.
type route struct {
	pattern string // of net/http, below /v1
	kind    conformance.Kind
	schema  string
	run     func(*call) answer
}

const site = "/website/" + Website

func (s *Server) routes() {
	talkPath := site + "/conversation/{session}"
	for _, r := range []route{
		{"GET " + site + "/connect/endpoints", conformance.KindConnect, "", s.endpoints},
		{"GET /plugin/connect/endpoints", conformance.KindConnect, "", s.endpoints},
		{"GET " + site + "/conversations/{page}", conformance.KindList, "", s.list},
		{"GET " + talkPath, conformance.KindRead, "", s.read},
		{"GET " + talkPath + "/messages", conformance.KindRead, "", s.messages},
		{"GET " + site + "/operators/list", conformance.KindRead, "", s.operators},
		{"GET " + site + "/inboxes/list/{page}", conformance.KindRead, "", s.inboxes},
		{"GET " + site + "/helpdesk/locales/{page}", conformance.KindRead, "", s.locales},
		{"GET " + site + "/helpdesk/locale/{locale}/articles/{page}", conformance.KindRead, "", s.articles},
		{"POST " + talkPath + "/message", conformance.KindWrite, "POST message", s.post},
		{"PATCH " + talkPath + "/routing", conformance.KindAssign, "PATCH routing", s.routing},
		{"PATCH " + talkPath + "/inbox", conformance.KindAssign, "PATCH inbox", s.inbox},
		{"PATCH " + talkPath + "/state", conformance.KindState, "PATCH state", s.state},
		{"PATCH " + talkPath + "/block", conformance.KindState, "PATCH block", s.block},
		{"PATCH " + talkPath + "/meta", conformance.KindWrite, "PATCH meta", s.meta},
		{"POST " + talkPath + "/feedback", conformance.KindWrite, "", s.feedback},
		{"POST " + talkPath + "/transcript", conformance.KindWrite, "POST transcript", s.transcript},
		{"POST /bucket/url/generate", conformance.KindWrite, "POST bucket", s.generate},
	} {
		method, path, _ := strings.Cut(r.pattern, " ")
		s.mux.HandleFunc(method+" /v1"+path, func(w http.ResponseWriter, req *http.Request) { s.door(w, req, &r) })
	}
	s.mux.HandleFunc("PUT /bucket/{id}", s.keep)
	s.mux.HandleFunc("GET /bucket/{id}", s.give)
	s.mux.HandleFunc(StreamPath+"{$}", s.stream)
	s.mux.HandleFunc(RescuePath+"{$}", s.stream)
	s.mux.HandleFunc("/", func(w http.ResponseWriter, req *http.Request) {
		s.opt.Report("a path that Crisp does not have: %s %s", req.Method, req.URL.Path)
		write(w, no(http.StatusNotFound, "route_not_found"))
	})
}

// door is what every call goes through (reference, section 1): headers, credentials,
// quota, the body's shape, and the trouble that was asked for.
func (s *Server) door(w http.ResponseWriter, req *http.Request, r *route) {
	raw, err := io.ReadAll(io.LimitReader(req.Body, 1<<20))
	if err != nil {
		return
	}
	s.headers(req, len(raw) > 0)
	c := &call{session: req.PathValue("session"), query: req.URL.Query().Get, raw: raw, host: req.Host}
	if p := req.PathValue("page"); p != "" {
		c.query = func(name string) string {
			if name == "page" {
				return p
			}
			return req.URL.Query().Get(name)
		}
	}
	s.note(req, r, c.session)
	if a, stop := s.turnedAway(w, req, r); stop {
		write(w, a)
		return
	}
	body, wrong := check(r.schema, raw)
	if wrong != "" {
		s.opt.Report("%s: %s", r.pattern, wrong)
		write(w, no(http.StatusBadRequest, "invalid_data"))
		return
	}
	c.body = body
	if req.Method == http.MethodGet {
		s.cachedRead(w, req, r, c)
		return
	}
	s.troubled(w, req, r, c)
}

func (s *Server) headers(req *http.Request, body bool) {
	for _, h := range []string{"X-Crisp-Tier", "User-Agent", "Accept", "Authorization"} {
		if req.Header.Get(h) == "" {
			s.opt.Report("%s %s: the header %s is missing", req.Method, req.URL.Path, h)
		}
	}
	if body && req.Header.Get("Content-Type") != "application/json" {
		s.opt.Report("%s %s: the body is %q", req.Method, req.URL.Path, req.Header.Get("Content-Type"))
	}
}

// note remembers a call for who asks for the list of them.
func (s *Server) note(req *http.Request, r *route, session string) {
	method, path, _ := strings.Cut(r.pattern, " ")
	path = strings.ReplaceAll(path, Website, "{website}")
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls++
	s.requests = append(s.requests, conformance.Request{
		At: s.opt.Now(), Method: method, Path: req.URL.Path, Route: method + " /v1" + path, Kind: r.kind, Chat: idOf(session),
	})
}

func idOf(session string) chat.ChatID {
	if session == "" {
		return ""
	}
	return chat.ChatID("crisp-" + session)
}

// turnedAway refuses who has no business here, or comes too often.
func (s *Server) turnedAway(w http.ResponseWriter, req *http.Request, r *route) (answer, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	user, key, _ := req.BasicAuth()
	switch {
	case s.locked || user != Identifier || key != Key || req.Header.Get("X-Crisp-Tier") != s.opt.Tier:
		s.refusals++
		return no(http.StatusUnauthorized, "invalid_session"), true
	case s.trouble == conformance.Busy:
		// 420, 423 and 429 all mean the same (section 1).
		s.trouble = ""
		s.busy++
		w.Header().Set("Retry-After", "2")
		return no([]int{429, 420, 423}[s.busy%3], "quota_limit_exceeded"), true
	case s.opt.Daily > 0 && s.calls > s.opt.Daily:
		return no(http.StatusTooManyRequests, "quota_limit_exceeded"), true
	case slices.ContainsFunc(s.opt.Lacks, func(end string) bool {
		return strings.HasSuffix(req.URL.Path, end) || strings.Contains(req.URL.Path, end+"/")
	}):
		return no(http.StatusForbidden, "not_allowed"), true
	}
	return answer{}, false
}

// cachedRead answers a GET through a cache (section 1): the same answer for a second.
func (s *Server) cachedRead(w http.ResponseWriter, req *http.Request, r *route, c *call) {
	s.mu.Lock()
	if s.trouble == conformance.Garbage {
		s.trouble = ""
		s.mu.Unlock()
		w.WriteHeader(http.StatusOK)
		_, _ = w.Write([]byte(`{"error":fal`))
		return
	}
	key, now := req.URL.RequestURI(), s.opt.Now()
	if old, ok := s.cache[key]; ok && now.Sub(old.at) < time.Second {
		s.mu.Unlock()
		w.Header().Set("Bloom-Status", "HIT")
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(old.body)
		return
	}
	a := r.run(c)
	s.mu.Unlock()
	w.Header().Set("Bloom-Status", "MISS")
	body := write(w, a)
	if a.status == http.StatusOK && r.kind != conformance.KindConnect {
		s.mu.Lock()
		s.cache[key] = cached{at: now, body: body}
		s.mu.Unlock()
	}
}

// troubled makes a change, or the trouble that was asked for.
func (s *Server) troubled(w http.ResponseWriter, req *http.Request, r *route, c *call) {
	s.mu.Lock()
	trouble := s.trouble
	if trouble == conformance.Refused || trouble == conformance.Unanswered || trouble == conformance.Lost {
		s.trouble = ""
	}
	switch trouble {
	case conformance.Refused:
		s.mu.Unlock()
		write(w, no(http.StatusForbidden, "not_allowed"))
		return
	case conformance.Lost:
		s.mu.Unlock()
		<-req.Context().Done()
		return
	case conformance.Unanswered:
		r.run(c)
		s.mu.Unlock()
		<-req.Context().Done()
		return
	}
	a := r.run(c)
	s.mu.Unlock()
	write(w, a)
}
