package crisp

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"floorwalker/app/chat"
)

// DefaultURL is where Crisp's REST interface is.
const DefaultURL = "https://api.crisp.chat/v1"

// The tiers of a key.
const (
	TierWebsite = "website" // made in Crisp: Settings, Workspace, Advanced
	TierPlugin  = "plugin"  // of the marketplace; it has scopes
)

// Config is what a driver needs to know of a workspace.
type Config struct {
	// URL is that of the REST interface; [DefaultURL] by default. One that begins
	// with http:// is for tests: then the stream may be without TLS too.
	URL string
	// Website is the workspace's id, a UUID.
	Website string
	// Tier is TierWebsite, the default, or TierPlugin.
	Tier string
	// Identifier and Key are the credentials. They are sent to URL and on the stream
	// that it names, and stand in no log and no error.
	Identifier, Key string
	// Agents say who of the floor an operator of Crisp is, by the operator's id.
	// Those who are not in it are matched by mail address or name.
	Agents map[string]chat.AgentID
	// Teams say what the floor calls an inbox, by the inbox's id. Others have the name
	// that they have in Crisp.
	Teams map[string]string
	// Automated is the id of the inbox in which Crisp's bot answers; empty means one
	// whose name is "Automated", "Bot" or the like. Where a workspace has none, a chat
	// is the bot's until a person is assigned to it or answers.
	Automated string
	// Files are further hosts from which files of customers are fetched; those under
	// crisp.chat always are.
	Files []string
	// Daily is how many calls a day Crisp allows; zero means what the tier has by
	// default, 10,000 for a website and 5,000 for a plugin.
	Daily int

	// Now is the wall clock, and required.
	Now func() time.Time
	// Dial, HTTP and Random are for tests; all may be nil.
	Dial   func(ctx context.Context, network, addr string) (net.Conn, error)
	HTTP   *http.Client
	Random func() float64
	// Logger may be nil.
	Logger *slog.Logger
}

var (
	// ErrNoClock says that Config.Now is missing.
	ErrNoClock = errors.New("crisp: a clock is needed")
	// ErrConfig says what is wrong with a Config, in its message.
	ErrConfig = errors.New("crisp: the settings are not usable")
)

// ConfigError is one thing that is wrong with a [Config]. It is an [ErrConfig].
type ConfigError struct {
	// Field is that of Config, Words a sentence for people.
	Field, Words string
}

// Error returns the words.
func (e *ConfigError) Error() string { return e.Words }

// Is reports whether target is ErrConfig.
func (e *ConfigError) Is(target error) bool { return target == ErrConfig }

// usable returns the configuration with defaults, and the address that it names.
func (c Config) usable() (Config, *url.URL, error) {
	if c.Now == nil {
		return c, nil, ErrNoClock
	}
	c.URL, c.Tier = cmp.Or(c.URL, DefaultURL), cmp.Or(c.Tier, TierWebsite)
	u, err := url.Parse(strings.TrimSuffix(c.URL, "/"))
	if err != nil || u.Host == "" || u.User != nil || (u.Scheme != "https" && u.Scheme != "http") {
		return c, nil, &ConfigError{"URL", "The address of Crisp must be an https:// address."}
	}
	if err := c.wrong(); err != nil {
		return c, nil, err
	}
	if c.Daily <= 0 {
		c.Daily = 10_000
		if c.Tier == TierPlugin {
			c.Daily = 5_000
		}
	}
	if c.Random == nil {
		c.Random = rand.Float64
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	c.Files = append([]string{"crisp.chat"}, c.Files...)
	return c, u, nil
}

// wrong returns what is wrong with what a person has entered.
func (c *Config) wrong() error {
	switch {
	case c.Tier != TierWebsite && c.Tier != TierPlugin:
		return &ConfigError{"Tier", "The kind of a key is \"website\" or \"plugin\"."}
	case !okID(c.Website):
		return &ConfigError{"Website", "The workspace's id is missing or malformed; Crisp shows it under Settings, Workspace, Setup."}
	case c.Identifier == "" || c.Key == "":
		return &ConfigError{"Key", "A key of Crisp has two parts, the identifier and the key."}
	case c.Automated != "" && !okID(c.Automated):
		return &ConfigError{"Automated", "The id of the bot's inbox is malformed."}
	}
	return nil
}

// client returns what calls are made by: it does not follow redirects, which could
// carry credentials to where nobody meant them to go.
func (c *Config) client() *http.Client {
	h := http.Client{Timeout: 30 * time.Second}
	if c.HTTP != nil {
		h = *c.HTTP
	}
	if h.Transport == nil {
		t := &http.Transport{
			Proxy: http.ProxyFromEnvironment, DialContext: c.Dial, MaxIdleConnsPerHost: 4,
			TLSHandshakeTimeout: 10 * time.Second, IdleConnTimeout: time.Minute, ForceAttemptHTTP2: true,
		}
		h.Transport = t
	}
	h.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &h
}
