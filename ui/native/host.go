package native

import (
	"net/netip"
	"strings"
)

// asciiHost returns a host in lower case as the network sees it. One with
// letters outside ASCII is refused: many of them look like others, and the
// punycode by which a person could tell is not worth a library here. The
// link can still be copied.
func asciiHost(host string) (string, error) {
	if ip, err := netip.ParseAddr(host); err == nil && ip.Zone() == "" {
		return ip.String(), nil
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	for label := range strings.SplitSeq(host, ".") {
		if label == "" || label[0] == '-' || strings.ContainsFunc(label, notInHost) {
			return "", badLink("its host has characters that could mislead")
		}
	}
	return host, nil
}

func notInHost(r rune) bool {
	return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '_')
}
