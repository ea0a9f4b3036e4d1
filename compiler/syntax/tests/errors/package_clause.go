import "fmt"

package p
