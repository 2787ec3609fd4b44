package courier

import (
	"errors"
	"net"
	"net/url"
	"strings"
)

// A Hook is where a webhook goes, as the policy and the vault have it now.
type Hook struct {
	// URL is https, or http to this machine, without a name and password in it.
	URL string
	// Secrets are one, or while they are replaced two: the new and the old.
	Secrets []Secret
}

// Check returns nil, or what is wrong in words that do not have the address in
// them. Whoever changes a policy asks it before.
func (h Hook) Check() error {
	_, err := h.parse()
	return err
}

func (h Hook) parse() (*url.URL, error) {
	u, err := url.Parse(h.URL)
	switch {
	case err != nil || u.Host == "" || u.Hostname() == "" || u.Opaque != "":
		return nil, errors.New("the address of the webhook is not a URL")
	case u.User != nil:
		return nil, errors.New("the address of the webhook has a name or password in it")
	case u.Fragment != "":
		return nil, errors.New("the address of the webhook has a # in it")
	case u.Scheme != "https" && (u.Scheme != "http" || !loopbackName(u.Hostname())):
		return nil, errors.New("a webhook has to go by https, except to this machine")
	case len(h.Secrets) == 0 || len(h.Secrets) > 2:
		return nil, errors.New("a webhook needs one secret, or two while they are replaced")
	}
	for _, s := range h.Secrets {
		if len(s) < MinSecret {
			return nil, errors.New("the secret of the webhook is too short")
		}
	}
	return u, nil
}

// loopbackName reports whether a host's name is this machine's. That it also
// leads there is asked of the connection ([loopbackConn]).
func loopbackName(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// loopbackConn reports whether the other end of a connection is this machine.
func loopbackConn(conn net.Conn) bool {
	tcp, ok := conn.RemoteAddr().(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

var errNotLoopback = errors.New("the name does not lead to this machine, and the connection would not be encrypted")
