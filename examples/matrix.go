// Matrix shows arrays, slices of slices and methods on a struct: products,
// a transpose, a determinant by elimination, and a matrix power.
package main

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

type matrix struct {
	rows, columns int
	cells         []float64
}

var errShape = errors.New("matrix: shapes do not fit")

func newMatrix(rows ...[]float64) matrix {
	m := matrix{rows: len(rows), columns: len(rows[0])}
	for _, row := range rows {
		m.cells = append(m.cells, row...)
	}
	return m
}

func zero(rows, columns int) matrix {
	return matrix{rows, columns, make([]float64, rows*columns)}
}

func identity(n int) matrix {
	m := zero(n, n)
	for i := 0; i < n; i++ {
		*m.at(i, i) = 1
	}
	return m
}

func (m matrix) at(r, c int) *float64 { return &m.cells[r*m.columns+c] }

func (m matrix) times(n matrix) (matrix, error) {
	if m.columns != n.rows {
		return matrix{}, fmt.Errorf("%w: %dx%d times %dx%d", errShape, m.rows, m.columns, n.rows, n.columns)
	}
	product := zero(m.rows, n.columns)
	for i := 0; i < m.rows; i++ {
		for k := 0; k < m.columns; k++ {
			a := *m.at(i, k)
			for j := 0; j < n.columns; j++ {
				*product.at(i, j) += a * *n.at(k, j)
			}
		}
	}
	return product, nil
}

func (m matrix) transposed() matrix {
	t := zero(m.columns, m.rows)
	for i := 0; i < m.rows; i++ {
		for j := 0; j < m.columns; j++ {
			*t.at(j, i) = *m.at(i, j)
		}
	}
	return t
}

// determinant eliminates below the largest pivot of each column.
func (m matrix) determinant() float64 {
	a := matrix{m.rows, m.columns, append([]float64(nil), m.cells...)}
	det := 1.0
	for c := 0; c < a.columns; c++ {
		pivot := c
		for r := c + 1; r < a.rows; r++ {
			if math.Abs(*a.at(r, c)) > math.Abs(*a.at(pivot, c)) {
				pivot = r
			}
		}
		if *a.at(pivot, c) == 0 {
			return 0
		}
		if pivot != c {
			det = -det
			for k := 0; k < a.columns; k++ {
				*a.at(c, k), *a.at(pivot, k) = *a.at(pivot, k), *a.at(c, k)
			}
		}
		det *= *a.at(c, c)
		for r := c + 1; r < a.rows; r++ {
			factor := *a.at(r, c) / *a.at(c, c)
			for k := c; k < a.columns; k++ {
				*a.at(r, k) -= factor * *a.at(c, k)
			}
		}
	}
	return det
}

func (m matrix) power(n int) matrix {
	result := identity(m.rows)
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			result, _ = result.times(m)
		}
		m, _ = m.times(m)
	}
	return result
}

func (m matrix) String() string {
	var b strings.Builder
	for i := 0; i < m.rows; i++ {
		for j := 0; j < m.columns; j++ {
			fmt.Fprintf(&b, "%10.4g", *m.at(i, j))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func main() {
	a := newMatrix([]float64{1, 2, 3}, []float64{4, 5, 6})
	fmt.Print(a.transposed())
	product, err := a.times(a.transposed())
	fmt.Print(product)
	fmt.Println("err:", err)
	_, err = a.times(a)
	fmt.Println(err, errors.Is(err, errShape))

	b := newMatrix([]float64{2, -1, 0}, []float64{-1, 2, -1}, []float64{0, -1, 2})
	fmt.Printf("det %.3f\n", b.determinant())
	fmt.Print(b.power(5))

	fib := newMatrix([]float64{1, 1}, []float64{1, 0}).power(50)
	fmt.Printf("fib(50) = %.0f\n", *fib.at(0, 1))

	var grid [3][4]int // an array of arrays is one value
	for i := range grid {
		for j := range grid[i] {
			grid[i][j] = i * j
		}
	}
	copied := grid
	copied[2][3] = 99
	fmt.Println(grid, copied[2])
}
