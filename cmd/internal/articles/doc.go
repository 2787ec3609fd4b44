// Package articles invents solution articles, to see what the rule about
// invented facts costs when a team has thousands of them: floorhub score
// --generated. It also invents answers of a bot about them, some with a figure
// that no article has, for make evaluate.
//
// Every product, price, number and address is made up from a seed; the same
// seed gives the same files. Prices, durations and telephone numbers differ
// from article to article, and words are as common in them as in real ones: a
// few in all, most in a handful.
package articles
