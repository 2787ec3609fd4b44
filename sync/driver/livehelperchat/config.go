package livehelperchat

import (
	"cmp"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"floorwalker/app/chat"
)

// Name is the driver's in the log. It never changes.
const Name = "livehelperchat"

// Title is what people call the backend.
const Title = "Live Helper Chat"

// Config is what has to be known of a server. URL, Username, Key and Now are required.
type Config struct {
	// URL is where the server's own pages lie: https://chat.example.com,
	// https://example.com/chat/index.php, or either with the name of a site access
	// behind it, such as /eng.
	URL string
	// Username is an operator's, who must see all departments; Key the REST API key
	// that belongs to it, or the operator's password where the server allows that.
	Username, Key string
	// Agents are the operators who are on the floor: by number, user name or mail
	// address. Everybody else whom the server knows is an outsider.
	Agents map[string]chat.AgentID
	// Teams are what the floor calls the departments, by name. A department that is
	// not in it has its own name.
	Teams map[string]string
	// Subjects are the numbers of the subjects by name, where the floor is to use some
	// that no chat has had yet: the server tells of a subject only with a chat.
	Subjects map[string]int64

	// Hints is where the server's NodeJS-Helper listens, such as
	// wss://chat.example.com/socketcluster/; empty for none. With it lines come at
	// once. HintKey is the site's secret hash, by which the helper is entered.
	Hints, HintKey string

	// Busy and Idle are the shortest and the longest pause between two looks: 3 s and
	// 15 s by default.
	Busy, Idle time.Duration
	// Again is how often a chat in which something is going on is read as a whole, for
	// lines that were changed or taken back: 1 min by default.
	Again time.Duration

	// Now is the clock. HTTP and Dial are by default what the standard library has, and
	// Random (0 to 1), which spreads out what would come at one instant.
	Now    func() time.Time
	HTTP   *http.Client
	Dial   func(ctx context.Context, network, addr string) (net.Conn, error)
	Random func() float64
	Logger *slog.Logger
}

// ErrConfig says that a configuration cannot be used; the words behind it say why.
var ErrConfig = errors.New("this is no Live Helper Chat to connect to")

// withDefaults fills in what was left out.
func (c Config) withDefaults() Config {
	c.Busy = cmp.Or(c.Busy, 3*time.Second)
	c.Idle = max(cmp.Or(c.Idle, 15*time.Second), c.Busy)
	c.Again = cmp.Or(c.Again, time.Minute)
	if c.Random == nil {
		c.Random = rand.Float64
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.HTTP == nil {
		transport := http.DefaultTransport.(*http.Transport).Clone()
		if c.Dial != nil {
			transport.DialContext, transport.Proxy = c.Dial, nil
		}
		c.HTTP = &http.Client{Transport: transport}
	}
	// A redirect would take the key to wherever the answer says, and turns a POST into
	// a GET that looks as if it had worked.
	client := *c.HTTP
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	c.HTTP = &client
	return c
}

// base checks the address. What people copy from their browser is taken too: a path
// that ends in restapi loses it, and a query goes.
func (c *Config) base() (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(c.URL))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: the address cannot be read", ErrConfig)
	case c.Now == nil:
		return nil, fmt.Errorf("%w: there is no clock", ErrConfig)
	case u.Scheme != "https" && u.Scheme != "http" || u.Host == "":
		return nil, fmt.Errorf("%w: the address must begin with https://", ErrConfig)
	case u.User != nil:
		return nil, fmt.Errorf("%w: the user name and the key do not belong into the address", ErrConfig)
	case c.Username == "" || strings.Contains(c.Username, ":"):
		return nil, fmt.Errorf("%w: the operator's user name is missing", ErrConfig)
	case c.Key == "":
		return nil, fmt.Errorf("%w: the REST API key is missing", ErrConfig)
	}
	path := strings.TrimSuffix(strings.TrimRight(u.Path, "/"), "/restapi")
	return &url.URL{Scheme: u.Scheme, Host: u.Host, Path: strings.TrimRight(path, "/") + "/"}, nil
}

// sign adds the credentials to a request.
func (c *Config) sign(r *http.Request) {
	pair := base64.StdEncoding.EncodeToString([]byte(c.Username + ":" + c.Key))
	r.Header.Set("Authorization", "Basic "+pair)
}
