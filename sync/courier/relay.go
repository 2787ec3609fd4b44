package courier

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail"
)

// A Relay is the mail server that takes our mail, as the policy and the vault
// have it now.
type Relay struct {
	// Address is host:port, of 587 as a rule. The connection is encrypted with
	// STARTTLS, or nothing is sent; only this machine may do without.
	Address string
	// ImplicitTLS says that the port speaks TLS from the first byte, as 465 does.
	ImplicitTLS bool
	// From is the sender's address, and Name, optional, the sender's name.
	From, Name string
	// User and Password are for servers that ask; both or neither.
	User     string
	Password Secret
}

// Check returns nil, or what is wrong in words.
func (r Relay) Check() error {
	_, _, err := r.parse()
	return err
}

func (r Relay) parse() (host string, port int, err error) {
	host, digits, err := net.SplitHostPort(r.Address)
	if err != nil || host == "" || !plain(host, MaxName) || strings.ContainsAny(host, " /") {
		return "", 0, errors.New("the address of the mail server is not host:port")
	}
	port, err = strconv.Atoi(digits)
	switch {
	case err != nil || port < 1 || port > 65535:
		return "", 0, errors.New("the address of the mail server is not host:port")
	case CheckAddress(r.From) != nil:
		return "", 0, errors.New("the sender's address is not of the form name@example.com")
	case !plain(r.Name, MaxName):
		return "", 0, errors.New("the sender's name has to be one line")
	case (r.User == "") != (len(r.Password) == 0):
		return "", 0, errors.New("the mail server needs a user and a password, or neither")
	}
	return host, port, nil
}

// maxTalk bounds what a mail server may say in one attempt, in bytes, its
// certificates included.
const maxTalk = 256 << 10

var errTalk = errors.New("the mail server says too much")

// talk is a connection that reads so much and no more.
type talk struct {
	net.Conn
	left int
}

// Read implements net.Conn.
func (t *talk) Read(b []byte) (int, error) {
	if t.left <= 0 {
		return 0, errTalk
	}
	n, err := t.Conn.Read(b[:min(len(b), t.left)])
	t.left -= n
	return n, err
}

// line dials a relay for go-mail, and keeps the connection, because go-mail
// leaves it open where STARTTLS or the sign-in fails, and does not look at the
// context once it has dialled.
type line struct {
	dial     func(ctx context.Context, network, address string) (net.Conn, error)
	host     string
	implicit bool
	local    bool // the host's name is this machine's
	tls      *tls.Config
	conn     net.Conn
	stop     func() bool
}

func newLine(cfg Config, r Relay, host string) *line {
	return &line{
		dial: cfg.Dial, host: host, implicit: r.ImplicitTLS, local: loopbackName(host),
		tls: &tls.Config{ServerName: host, RootCAs: cfg.Roots, MinVersion: tls.VersionTLS12},
	}
}

// open is a mail.DialContextFunc, but for its context: that of the whole attempt
// is what ends the connection.
func (l *line) open(attempt context.Context) mail.DialContextFunc {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := l.dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		l.conn = conn
		l.stop = context.AfterFunc(attempt, func() { _ = conn.Close() })
		if l.local && !l.implicit && !loopbackConn(conn) {
			return nil, errNotLoopback
		}
		bounded := &talk{Conn: conn, left: maxTalk}
		if !l.implicit {
			return bounded, nil
		}
		encrypted := tls.Client(bounded, l.tls)
		return encrypted, encrypted.HandshakeContext(ctx)
	}
}

func (l *line) close() {
	if l.conn != nil {
		l.stop()
		_ = l.conn.Close()
	}
}

// client returns the go-mail client of a relay over the line.
func (l *line) client(attempt context.Context, r Relay, port int, timeout time.Duration) (*mail.Client, error) {
	policy := mail.TLSMandatory
	switch {
	case l.implicit:
		policy = mail.NoTLS // it is encrypted from the first byte
	case l.local:
		policy = mail.TLSOpportunistic
	}
	_, domain, _ := strings.Cut(r.From, "@")
	options := []mail.Option{
		// The attempt's own context comes first, and says that it was the time.
		mail.WithTimeout(2 * timeout),
		mail.WithPort(port), mail.WithTLSConfig(l.tls), mail.WithTLSPolicy(policy),
		mail.WithHELO(domain), mail.WithDialContextFunc(l.open(attempt)), mail.WithoutSMTPUTF8(),
	}
	if r.User != "" {
		options = append(options,
			mail.WithOpportunisticSMTPAuth(mail.SMTPAuthSCRAMSHA256, mail.SMTPAuthPlain, mail.SMTPAuthLogin),
			mail.WithUsername(r.User), mail.WithPassword(string(r.Password)))
	}
	return mail.NewClient(l.host, options...)
}
