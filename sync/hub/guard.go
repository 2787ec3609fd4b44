package hub

import (
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// guard lets a request through only if its Host is one that this hub answers
// to, and its Origin, if a browser sent one, is the same. So no web page
// elsewhere can reach a hub on somebody's own machine, not even by rebinding a
// name to 127.0.0.1.
func (h *Hub) guard(next http.Handler) http.Handler { return guarded(h.cfg.Hosts, next) }

// guarded is guard for a server with these hosts.
func guarded(hosts []string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !knownHost(hosts, r.Host) || !sameOrigin(r) {
			http.Error(w, "this host or origin is not let in", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func knownHost(hosts []string, hostport string) bool {
	host := hostport
	if s, _, err := net.SplitHostPort(hostport); err == nil {
		host = s
	}
	host = strings.Trim(host, "[]")
	if strings.EqualFold(host, "localhost") {
		return true
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsLoopback() {
		return true
	}
	return slices.ContainsFunc(hosts, func(k string) bool { return strings.EqualFold(k, host) })
}

func sameOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && strings.EqualFold(u.Host, r.Host)
}
