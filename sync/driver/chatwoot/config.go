package chatwoot

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"floorwalker/app/chat"
)

// Config is how to reach one account of one Chatwoot server. URL, Token, Now and Random
// are required.
type Config struct {
	// URL is where people open the dashboard, such as https://chat.example.com.
	URL string
	// Cable is the address of the cable where it is not URL with /cable behind it.
	Cable string
	// Origin is sent along when the cable is opened; that of URL by default.
	Origin string
	// Token is the access token of an administrator, from their profile page.
	Token string
	// Account is the number of the account; zero is the only one that the user has.
	Account int64
	// Bot is the number of the agent bot that chats are returned to; zero is the only
	// one that the account has.
	Bot int64
	// Agents are the floor's people by the number of their Chatwoot user. Who is not in
	// it is found by mail address, then by name.
	Agents map[string]chat.AgentID
	// Teams are the floor's teams by the name of the Chatwoot team; a team that is not in
	// it has the same name on both sides.
	Teams map[string]string
	// Choice is the custom attribute in which a form before the chat keeps what the
	// customer chose; "department" by default.
	Choice string
	// Survey is what a customer reads who is asked for a rating.
	Survey string
	// PerMinute is how many requests the server allows a minute; 3,000 by default, as
	// Chatwoot's own RACK_ATTACK_LIMIT. A tenth of it is left for others.
	PerMinute int

	Now func() time.Time
	// Random returns numbers from 0 to 1.
	Random func() float64
	// HTTP and Dial are for tests and unusual networks; nil are the usual ones.
	HTTP   *http.Client
	Dial   dialFunc
	Logger *slog.Logger
}

// ConfigError says which setting cannot be.
type ConfigError struct {
	Setting string
	Err     error
}

// Error names the setting, and never its value.
func (e *ConfigError) Error() string { return "chatwoot: " + e.Setting + ": " + e.Err.Error() }

// Unwrap returns the cause.
func (e *ConfigError) Unwrap() error { return e.Err }

var (
	errMissing = errors.New("is missing")
	errAddress = errors.New("is no http or https address")
)

// addresses returns where REST and the cable are, and the Origin that is sent along: that
// of the dashboard, which every ActionCable server allows that allows any.
func (c *Config) addresses() (base, cable *url.URL, origin string, err error) {
	base, err = url.Parse(strings.TrimRight(strings.TrimSpace(c.URL), "/"))
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" || base.User != nil {
		return nil, nil, "", &ConfigError{Setting: "the address", Err: errAddress}
	}
	base.RawQuery, base.Fragment = "", ""
	origin = cmp.Or(c.Origin, base.Scheme+"://"+base.Host)
	if c.Cable == "" {
		u := *base.JoinPath("cable")
		u.Scheme = strings.Replace(base.Scheme, "http", "ws", 1)
		return base, &u, origin, nil
	}
	cable, err = url.Parse(strings.TrimSpace(c.Cable))
	if err != nil || cable.Host == "" || cable.Scheme != "ws" && cable.Scheme != "wss" {
		return nil, nil, "", &ConfigError{Setting: "the address of the cable", Err: fmt.Errorf("is no ws or wss address")}
	}
	return base, cable, origin, nil
}

func (c *Config) complete() error {
	c.Token = strings.TrimSpace(c.Token)
	switch {
	case c.Token == "":
		return &ConfigError{Setting: "the access token", Err: errMissing}
	case c.Now == nil || c.Random == nil:
		return &ConfigError{Setting: "the clock or the dice", Err: errMissing}
	}
	c.Choice, c.Survey = cmp.Or(c.Choice, "department"), cmp.Or(c.Survey, "Please rate this conversation")
	c.PerMinute = cmp.Or(max(c.PerMinute, 0), 3000)
	if c.HTTP == nil {
		c.HTTP = &http.Client{}
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return nil
}
