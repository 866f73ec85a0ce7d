source("write.R")

normal <- c(-38, -37.5, -20, -8.3, -6, -5.66, -5.6, -3, -1, -0.675, -0.674, -0.3, -1e-9, 0, 1e-20, 0.2, 0.67, 0.68, 1.96, 4, 5.65, 5.7, 9, 15, 30, 37)
ps <- c(1e-300, 1e-100, 1e-40, 1e-17, 1e-12, 1e-9, 1e-5, 0.001, 0.025, 0.05, 0.1, 0.3, 0.45, 0.499, 0.501, 0.6, 0.8, 0.95, 0.975, 0.999)
t <- expand.grid(x = c(0, 1e-6, 0.01, 0.3, 1, 1.7, 1.8, 2, 3, 5, 12, 40, 500, 1e5), df = c(0.7, 1, 2, 3.5, 5, 10, 29.4, 100, 1000, 123456))
chi <- expand.grid(x = c(1e-8, 0.001, 0.1, 0.5, 1, 1.5, 3, 3.84, 7, 20, 60, 150, 400, 1000), df = c(0.6, 1, 2, 3, 4.4, 9, 30, 100, 1000))
f <- expand.grid(x = c(1e-6, 0.01, 0.2, 0.9, 1, 1.1, 2, 4, 10, 100, 1e4), df1 = c(1, 2, 5, 12.5, 100), df2 = c(1, 3, 8.2, 40, 5000))
binomial <- expand.grid(k = c(0, 1, 4, 17, 60, 199), n = c(5, 20, 200, 5000), p = c(0.001, 0.04, 0.35, 0.5, 0.9))
binomial <- binomial[binomial$k < binomial$n, ]
beta <- expand.grid(x = c(1e-5, 0.02, 0.3, 0.5, 0.77, 0.999), a = c(0.5, 1, 4, 30), b = c(0.5, 2.5, 9, 120))
# R's qt is itself off by 4e-8 at 1e-300 (its own pt says so)
tq <- expand.grid(p = ps[ps > 1e-101], df = c(1, 2, 3.5, 7, 30, 400))
chiq <- expand.grid(p = ps, df = c(1, 2, 3.3, 10, 200))
fq <- expand.grid(p = ps[ps > 1e-41], df1 = c(1, 4, 30), df2 = c(3, 17.5, 300))
betaq <- expand.grid(p = ps[ps > 1e-10], a = c(0.5, 3, 40), b = c(1, 9, 200))

# qf takes 1 - qbeta, and is off by up to 1e-6 in the lower tail (its own pf says so): the odds of qbeta are not
odds <- function(q, lower) {
  with(q, df2 / df1 * qbeta(p, df1 / 2, df2 / 2, lower.tail = lower) / qbeta(p, df2 / 2, df1 / 2, lower.tail = !lower))
}

write_reference("distributions",
  list(normal = normal, normalQuantile = ps, t = t, chiSquare = chi, f = f, binomial = binomial, beta = beta,
       tQuantile = tq, chiSquareQuantile = chiq, fQuantile = fq, betaQuantile = betaq),
  list(
    normal = data.frame(lower = pnorm(normal), upper = pnorm(normal, lower.tail = FALSE)),
    normalQuantile = data.frame(lower = qnorm(ps), upper = qnorm(ps, lower.tail = FALSE)),
    t = data.frame(lower = pt(t$x, t$df), upper = pt(t$x, t$df, lower.tail = FALSE)),
    chiSquare = data.frame(lower = pchisq(chi$x, chi$df), upper = pchisq(chi$x, chi$df, lower.tail = FALSE)),
    f = data.frame(lower = pf(f$x, f$df1, f$df2), upper = pf(f$x, f$df1, f$df2, lower.tail = FALSE)),
    binomial = data.frame(lower = pbinom(binomial$k, binomial$n, binomial$p),
                          upper = pbinom(binomial$k, binomial$n, binomial$p, lower.tail = FALSE)),
    beta = data.frame(lower = pbeta(beta$x, beta$a, beta$b), upper = pbeta(beta$x, beta$a, beta$b, lower.tail = FALSE)),
    tQuantile = data.frame(lower = qt(tq$p, tq$df), upper = qt(tq$p, tq$df, lower.tail = FALSE)),
    chiSquareQuantile = data.frame(lower = qchisq(chiq$p, chiq$df), upper = qchisq(chiq$p, chiq$df, lower.tail = FALSE)),
    fQuantile = data.frame(lower = odds(fq, TRUE), upper = odds(fq, FALSE)),
    betaQuantile = data.frame(lower = qbeta(betaq$p, betaq$a, betaq$b), upper = qbeta(betaq$p, betaq$a, betaq$b, lower.tail = FALSE))
  ))
