# The fits of bench/fits.ts in R: reads the ratings, prints seconds of processor time and the
# estimate of each fit as JSON. Only fitting is timed.
suppressPackageStartupMessages({ library(ordinal); library(lme4) })
arguments <- commandArgs(TRUE)
which <- arguments[1]
d <- read.csv(arguments[2])
timed <- function(f) { t <- sum(system.time(fit <- f())[c("user.self", "sys.self")]); list(seconds = t, estimate = unname(tail(if (inherits(fit, "merMod")) fixef(fit) else if (inherits(fit, "eRm")) fit$loglik else fit$beta, 1))) }
out <- switch(which,
  "cumulative-rows" = timed(function() clm(factor(level) ~ group + time + group:time, data = d)),
  "cumulative-table" = { d <- aggregate(list(n = rep(1, nrow(d))), d[c("group", "time", "level")], sum); timed(function() clm(factor(level) ~ group + time + group:time, weights = n, data = d)) },
  "mixed" = timed(function() lmer(level ~ group + time + (1 | student) + (1 | mentor), d)),
  "mixed-slope" = timed(function() lmer(level ~ group + time + (time | student) + (1 | mentor) + (1 | outcome), d)),
  "link-mixed" = timed(function() clmm(factor(level) ~ group + time + (1 | student) + (1 | mentor) + (1 | outcome),
    transform(d, student = factor(student), mentor = factor(mentor), outcome = factor(outcome)))),
  "severity" = { out <- timed(function() fit <<- lmer(level ~ 1 + (1 | student) + (1 | mentor), d)); out$estimate <- attr(VarCorr(fit)$mentor, "stddev"); out },
  "rasch" = { d <- d[d$time == 0, ]; m <- matrix(0L, max(d$student) + 1, 20); m[cbind(d$student + 1, d$outcome + 1)] <- d$level - 1L; timed(function() eRm::PCM(m)) }
)
cat(sprintf('{"seconds":%.4f,"estimate":%.10f}\n', out$seconds, out$estimate))
